@STA
Feature: Status in spite of failures
  A controller that is refused a Pod has still something to report: the Pods that there are, and that it has seen the spec.

  @SS-STA-011
  Rule: Where Pods cannot be created, status MUST still tell the Pods that exist

    Example: [1] a quota refuses the Pods of a scale-up, and a Pod loses its readiness
      Given StatefulSet web with 2 replicas
      And this exists:
        """
        {apiVersion: v1, kind: ResourceQuota, metadata: {name: full}, spec: {hard: {pods: "2"}}}
        """
      And StatefulSet web is scaled to 4
      When Pod web-1 becomes unready
      Then StatefulSet web reports:
        """
        {replicas: 2, readyReplicas: 1, updatedReplicas: 2}
        """
      And StatefulSet web has:
        | status.observedGeneration | <generation> |
      And no Pods were created
      And nothing else changed

    Example: [2] the name of a Pod of a Parallel set is taken
      Given StatefulSet web with 2 replicas and:
        """
        podManagementPolicy: Parallel
        """
      And Pod web-1 is patched with:
        """
        metadata: { labels: { app: null } }
        """
      When StatefulSet web is scaled to 3
      Then only Pod web-2 was created
      And StatefulSet web reports:
        """
        {replicas: 2, readyReplicas: 2, currentReplicas: 2, updatedReplicas: 2}
        """
      And nothing else changed

    Example: [3] readiness is followed while a name is taken
      Given this exists:
        """
        apiVersion: v1
        kind: Pod
        metadata: { name: web-1 }
        spec: { containers: [{ name: main, image: <image> }] }
        """
      And StatefulSet web with 3 replicas and:
        """
        podManagementPolicy: Parallel
        """
      When Pod web-2 becomes unready
      Then StatefulSet web reports:
        """
        {replicas: 2, readyReplicas: 1}
        """
      And nothing else changed

    @needs-refusals
    Example: [4] the API server answers each creation with an internal error
      Given StatefulSet web with 1 replica
      And the API server answers each create of pods by the controller with 500 InternalError
      When StatefulSet web is scaled to 3
      Then StatefulSet web has:
        | status.observedGeneration | <generation> |
      And StatefulSet web reports:
        """
        {replicas: 1, readyReplicas: 1}
        """
      And no Pods were created
