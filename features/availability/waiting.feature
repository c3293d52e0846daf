@AVL
Feature: Waiting for availability
  Whatever goes on in order waits until Pods are available: a Pod that is merely ready may still fail. Parallel sets wait
  only where they update.

  @SS-AVL-004
  Rule: Under OrderedReady creation and removal MUST wait for Pods to be available, not merely Ready

    Example: [1] no Pod is created while the one before is merely ready
      When StatefulSet web is created with 2 replicas and:
        """
        minReadySeconds: 3600
        """
      Then only Pod web-0 was created
      And StatefulSet web reports:
        """
        {replicas: 1, readyReplicas: 1, availableReplicas: 0}
        """
      And nothing else changed

    Example: [2] a Pod is created once the one before has been ready for its time
      When StatefulSet web is created with 2 replicas and:
        """
        minReadySeconds: 2
        """
      And 3 seconds pass
      Then only Pods web-0 and web-1 were created
      And Pod web-0 was ready at least 2 seconds before Pod web-1 was created
      And nothing else changed

    Example: [3] a surplus Pod stays while the others are merely ready
      Given StatefulSet web with 3 replicas
      When these fields of StatefulSet web are set:
        """
        {replicas: 2, minReadySeconds: 3600}
        """
      Then no Pods were deleted
      And StatefulSet web reports:
        """
        {replicas: 3, readyReplicas: 3, availableReplicas: 0}
        """
      And nothing else changed

    Example: [4] a surplus Pod is removed once the others have been ready for their time
      Given StatefulSet web with 3 replicas
      And these fields of StatefulSet web are set:
        """
        minReadySeconds: 2
        """
      And Pod web-1 becomes unready
      And StatefulSet web is scaled to 2
      When Pod web-1 becomes ready
      And 3 seconds pass
      Then only Pod web-2 was deleted
      And Pod web-1 was ready at least 2 seconds before Pod web-2 was deleted

    @needs-clock
    Example: [5] a lost Pod that is merely ready holds back the next
      Given StatefulSet web with 2 replicas
      And these fields of StatefulSet web are set:
        """
        minReadySeconds: 60
        """
      And 70 seconds pass
      And Pod web-0 is deleted
      When StatefulSet web is scaled to 3
      And 50 seconds pass
      Then no Pods were created

  @SS-AVL-005
  Rule: A rolling update MUST wait until the updated Pod has been Ready for minReadySeconds

    # With maxUnavailable, Pods that are not available are replaced at once, as SS-UPD-035 says.
    @since-1.34 @feature-MaxUnavailableStatefulSetOff
    Example: [6] an update of a Parallel set stands while the updated Pod is merely ready
      Given StatefulSet web with 3 replicas and:
        """
        {podManagementPolicy: Parallel, minReadySeconds: 3600}
        """
      When the Pod template of StatefulSet web changes
      Then only Pod web-2 was deleted
      And only Pod web-2 was created
      And StatefulSet web reports:
        """
        {readyReplicas: 3, availableReplicas: 0, updatedReplicas: 1}
        """
      And nothing else changed

    @since-1.34
    Example: [7] an update of a Parallel set goes on once the updated Pod has been ready for its time
      Given StatefulSet web with 2 replicas and:
        """
        {podManagementPolicy: Parallel, minReadySeconds: 2}
        """
      And 3 seconds pass
      When the Pod template of StatefulSet web changes
      And 3 seconds pass
      Then only Pods web-1 and web-0 were deleted
      And Pod web-1 was ready at least 2 seconds before Pod web-0 was deleted
      And Pods web-0 and web-1 run the new template

    Example: [8] an update in order goes on once the updated Pod has been ready for its time
      Given StatefulSet web with 2 replicas
      And Pod web-1 will not become ready
      And the Pod template of StatefulSet web changes
      And these fields of StatefulSet web are set:
        """
        minReadySeconds: 2
        """
      When Pod web-1 becomes ready
      And 3 seconds pass
      Then only Pod web-0 was deleted
      And Pod web-1 was ready at least 2 seconds before Pod web-0 was deleted

    @needs-clock
    Example: [9] an update in order stands one Pod after the other
      Given StatefulSet web with 3 replicas
      And these fields of StatefulSet web are set:
        """
        minReadySeconds: 60
        """
      And 70 seconds pass
      When the Pod template of StatefulSet web changes
      And 70 seconds pass
      Then only Pods web-2 and web-1 were deleted
      And only Pods web-2 and web-1 were created
      And Pod web-2 was ready at least 60 seconds before Pod web-1 was deleted

  @SS-AVL-006
  Rule: Under Parallel minReadySeconds MUST NOT delay creation or removal

    Background:
      Given every StatefulSet has:
        """
        {podManagementPolicy: Parallel, minReadySeconds: 3600}
        """

    Example: [10] all Pods are created at once
      When StatefulSet web is created with 3 replicas
      Then only Pods web-0 to web-2 were created
      And StatefulSet web reports:
        """
        {readyReplicas: 3, availableReplicas: 0}
        """
      And nothing else changed

    Example: [11] all surplus Pods are removed at once
      Given StatefulSet web with 3 replicas
      And deletion of Pods web-1 and web-2 is held by a finalizer
      When StatefulSet web is scaled to 1
      Then only Pods web-2 and web-1 were deleted
      And nothing else changed

    Example: [12] a lost Pod is replaced at once, beside others that are merely ready
      Given StatefulSet web with 3 replicas
      When Pod web-2 is deleted
      Then only Pod web-2 was created
      And Pods web-0 and web-1 are the same as before
      And nothing else changed

  @SS-AVL-006
  Rule: A change of minReadySeconds MUST apply to running Pods, without a rollout

    Example: [13] lowering it makes Pods available at once
      Given StatefulSet web with 2 replicas and:
        """
        {podManagementPolicy: Parallel, minReadySeconds: 3600}
        """
      When these fields of StatefulSet web are set:
        """
        minReadySeconds: 0
        """
      Then StatefulSet web reports:
        """
        {readyReplicas: 2, availableReplicas: 2}
        """
      And Pods web-0 and web-1 are the same as before
      And nothing else changed

    Example: [14] raising it makes Pods unavailable at once
      Given StatefulSet web with 2 replicas
      When these fields of StatefulSet web are set:
        """
        minReadySeconds: 3600
        """
      Then StatefulSet web reports:
        """
        {readyReplicas: 2, availableReplicas: 0}
        """
      And Pods web-0 and web-1 are the same as before
      And nothing else changed

    Example: [15] lowering it lets a creation go on that waited
      Given StatefulSet web with 2 replicas and:
        """
        minReadySeconds: 3600
        """
      When these fields of StatefulSet web are set:
        """
        minReadySeconds: 0
        """
      Then only Pod web-1 was created
      And Pod web-0 is the same as before
      And nothing else changed
