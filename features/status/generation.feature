@STA
Feature: Observed generation
  A client that has changed a spec waits until status.observedGeneration is the generation of that change. From then on
  the other fields of the status speak of the new spec.

  @SS-STA-001
  Rule: The observed generation MUST become the generation that was acted on, never exceed it and never go back

    Example: [1] a change that changes no Pod and no counter is observed
      Given StatefulSet web with 2 replicas
      When these fields of StatefulSet web are set:
        """
        {persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete, whenScaled: Delete}}
        """
      Then StatefulSet web has:
        | status.observedGeneration | <generation> |
      And nothing else changed

    Example: [2] the last of several changes is observed
      Given StatefulSet web with 2 replicas
      When the Pod template of StatefulSet web changes
      And StatefulSet web is scaled to 3
      And StatefulSet web is scaled to 1
      Then StatefulSet web has:
        | status.observedGeneration | <generation> |
      And Pod web-0 runs the new template

    Example: [3] a change is observed although the Pods that it asks for cannot be created
      Given StatefulSet web with 1 replica
      And this exists:
        """
        apiVersion: v1
        kind: Pod
        metadata: { name: web-1 }
        spec: { containers: [{ name: main, image: <image> }] }
        """
      When StatefulSet web is scaled to 3
      Then StatefulSet web has:
        | status.observedGeneration | <generation> |
      And no Pods were created
      And nothing else changed

    @needs-controller-restart
    Example: [4] a change that was made while the controller was stopped is observed once it is back
      Given StatefulSet web with 2 replicas
      When the controller is stopped
      And these fields of StatefulSet web are set:
        """
        {updateStrategy: {rollingUpdate: {partition: 1}}}
        """
      And the controller is started
      Then StatefulSet web has:
        | status.observedGeneration | <generation> |
      And nothing else changed
