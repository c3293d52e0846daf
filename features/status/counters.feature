@STA
Feature: Counters
  Each counter of the status counts Pods that the set controls: those that exist, those that are Ready, and those of its two
  revisions. None of them is computed from the spec.

  @SS-STA-002
  Rule: The counter replicas MUST be the number of owned Pods that exist, unready, failed, terminating and surplus ones included

    Example: [1] what is not created yet does not count, and what is unready does
      Given Pod web-1 will not become ready
      When StatefulSet web is created with 3 replicas
      Then only Pods web-0 and web-1 were created
      And StatefulSet web reports:
        """
        {replicas: 2, readyReplicas: 1}
        """
      And nothing else changed

    Example: [2] a surplus Pod counts while it is terminating
      Given StatefulSet web with 3 replicas
      And deletion of Pod web-2 is held by a finalizer
      When StatefulSet web is scaled to 2
      Then only Pod web-2 was deleted
      And StatefulSet web reports:
        """
        {replicas: 3}
        """
      And nothing else changed

    Example: [3] a surplus Pod counts no longer once it is gone
      Given StatefulSet web with 3 replicas
      And deletion of Pod web-2 is held by a finalizer
      And StatefulSet web is scaled to 2
      When the finalizer of Pod web-2 is removed
      Then only Pods web-0 and web-1 exist
      And StatefulSet web reports:
        """
        {replicas: 2, readyReplicas: 2}
        """

    Example: [4] a failed Pod counts until it is gone
      Given StatefulSet web with 2 replicas
      And deletion of Pod web-1 is held by a finalizer
      When Pod web-1 fails
      Then StatefulSet web reports:
        """
        {replicas: 2, readyReplicas: 1}
        """
      And only Pod web-1 was deleted
      And nothing else changed

    Example: [5] a Pod that fits and belongs to somebody else does not count
      Given this exists:
        """
        apiVersion: v1
        kind: Pod
        metadata: { name: web-2, labels: { app: web } }
        spec: { containers: [{ name: main, image: <image> }] }
        """
      And ConfigMap keeper controls Pod web-2
      When StatefulSet web is created with 2 replicas
      Then only Pods web-0 and web-1 were created
      And StatefulSet web reports:
        """
        {replicas: 2, currentReplicas: 2, updatedReplicas: 2}
        """
      And nothing else changed

    Example: [6] counters that somebody else wrote are put right
      Given StatefulSet web with 2 replicas
      When the status of StatefulSet web is patched with:
        """
        status: {replicas: 7, readyReplicas: 6, currentReplicas: 5, updatedReplicas: 4, availableReplicas: 3}
        """
      Then StatefulSet web reports:
        """
        {replicas: 2, readyReplicas: 2, currentReplicas: 2, updatedReplicas: 2, availableReplicas: 2}
        """
      And nothing else changed

  @SS-STA-003
  Rule: The counter readyReplicas MUST count owned Pods that are Running and Ready, terminating ones included

    Example: [7] a Pod that loses its readiness counts no longer
      Given StatefulSet web with 3 replicas
      When Pod web-1 becomes unready
      Then StatefulSet web reports:
        """
        {replicas: 3, readyReplicas: 2}
        """
      And nothing else changed

    Example: [8] a Pod that becomes ready again counts again
      Given StatefulSet web with 3 replicas
      And Pod web-1 becomes unready
      When Pod web-1 becomes ready
      Then StatefulSet web reports:
        """
        {replicas: 3, readyReplicas: 3}
        """
      And nothing else changed

    # Every status that is written meanwhile is judged too. Without the hook the Pod would be unready at once.
    Example: [9] a Pod that is terminating counts as long as its containers run
      Given every container has:
        """
        lifecycle: { preStop: { sleep: { seconds: 2 } } }
        """
      And StatefulSet web with 3 replicas
      When StatefulSet web is scaled to 2
      Then only Pod web-2 was deleted
      And StatefulSet web reports:
        """
        {replicas: 2, readyReplicas: 2}
        """
      And nothing else changed

    Example: [10] a Pod that is terminating and no longer ready does not count
      Given StatefulSet web with 2 replicas
      And deletion of Pod web-1 is held by a finalizer
      When Pod web-1 is deleted
      Then StatefulSet web reports:
        """
        {replicas: 2, readyReplicas: 1}
        """
      And nothing else changed

  @SS-STA-004
  Rule: The counters currentReplicas and updatedReplicas MUST count Pods of the current and the update revision that are not terminating

    Example: [11] where both revisions are one, a Pod counts in both
      Given Pod web-1 will not become ready
      When StatefulSet web is created with 3 replicas
      Then only Pods web-0 and web-1 were created
      And StatefulSet web reports:
        """
        {currentReplicas: 2, updatedReplicas: 2}
        """
      And nothing else changed

    Example: [12] half an update divides the Pods between the two
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 1}}
        """
      When the Pod template of StatefulSet web changes
      Then Pods web-1 and web-2 run the new template
      And StatefulSet web reports:
        """
        {replicas: 3, currentReplicas: 1, updatedReplicas: 2}
        """

    Example: [13] a Pod that is updated by hand counts by its revision, whatever its ordinal
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: OnDelete}
        """
      And the Pod template of StatefulSet web changes
      When Pod web-0 is deleted
      Then only Pod web-0 was created
      And StatefulSet web reports:
        """
        {currentReplicas: 2, updatedReplicas: 1}
        """
      And nothing else changed

    Example: [14] a Pod of a third revision counts in neither
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: OnDelete}
        """
      And the Pod template of StatefulSet web changes to b
      And Pod web-1 is deleted
      When the Pod template of StatefulSet web changes to c
      Then StatefulSet web reports:
        """
        {replicas: 3, currentReplicas: 2, updatedReplicas: 0}
        """
      And no Pods were deleted

    Example: [15] a Pod counts in neither once it is terminating
      Given StatefulSet web with 3 replicas
      And deletion of Pod web-2 is held by a finalizer
      When StatefulSet web is scaled to 2
      Then only Pod web-2 was deleted
      And StatefulSet web reports:
        """
        {replicas: 3, currentReplicas: 2, updatedReplicas: 2}
        """
      And nothing else changed
