@RES
Feature: Ended Pods
  A Pod whose phase is Failed or Succeeded never runs again: a node has rejected or evicted it, or was shut down.
  The set deletes it, and fills its place once it is gone.

  @SS-RES-002
  Rule: A Pod in phase Failed MUST be deleted and replaced

    @needs-default-class
    Example: [1] the first Pod of an ordered set fails
      Given every StatefulSet has claim template data
      And StatefulSet web with 3 replicas
      When Pod web-0 fails
      Then only Pod web-0 was deleted
      And only Pod web-0 was created
      And Pod web-0 uses claim data-web-0 as volume data
      And nothing else changed

    Example: [2] all Pods of a Parallel set fail
      Given StatefulSet web with 3 replicas and:
        """
        podManagementPolicy: Parallel
        """
      When Pods web-0 to web-2 fail
      Then only Pods web-0 to web-2 were deleted
      And only Pods web-0 to web-2 were created
      And nothing else changed

    Example: [3] a Pod that was never ready fails
      Given Pod web-1 will not become ready
      And StatefulSet web with 3 replicas
      When Pod web-1 fails
      Then only Pod web-1 was deleted
      And only Pod web-1 was created
      And nothing else changed

    Example: [4] a Pod fails again after its replacement
      Given StatefulSet web with 2 replicas
      And Pod web-1 fails
      When Pod web-1 fails
      Then Pod web-1 is new
      And only Pod web-1 was created
      And nothing else changed

  @SS-RES-003
  Rule: A Pod in phase Succeeded MUST be deleted and replaced

    Example: [5] the last Pod of an ordered set succeeds
      Given StatefulSet web with 3 replicas
      When Pod web-2 succeeds
      Then only Pod web-2 was deleted
      And only Pod web-2 was created
      And nothing else changed

    Example: [6] a Pod of a Parallel set with OnDelete succeeds
      Given StatefulSet web with 2 replicas and:
        """
        podManagementPolicy: Parallel
        updateStrategy: { type: OnDelete }
        """
      When Pod web-0 succeeds
      Then only Pod web-0 was deleted
      And only Pod web-0 was created
      And nothing else changed

  @SS-RES-004
  Rule: A Pod that has ended MUST NOT be replaced before it is gone

    Example: [7] a failed Pod that is held is replaced once it is released
      Given deletion of Pod web-1 is held by a finalizer
      And StatefulSet web with 2 replicas
      And Pod web-1 fails
      When the finalizer of Pod web-1 is removed
      Then only Pod web-1 was created
      And Pod web-1 is new
      And nothing else changed

    Example: [8] a failed Pod that is held holds back the scale-up of an ordered set
      Given deletion of Pod web-1 is held by a finalizer
      And StatefulSet web with 2 replicas
      And Pod web-1 fails
      When StatefulSet web is scaled to 4
      Then no Pods were created
      And no Pods were deleted
      And nothing else changed

    Example: [9] a Pod of a Parallel set that has succeeded and is held holds back no other
      Given deletion of Pod web-1 is held by a finalizer
      And StatefulSet web with 2 replicas and:
        """
        podManagementPolicy: Parallel
        """
      And Pod web-1 succeeds
      When StatefulSet web is scaled to 4
      Then only Pods web-2 and web-3 were created
      And Pod web-1 is the same as before
      And nothing else changed

  @SS-RES-005
  Rule: Under OrderedReady a failed or missing Pod MUST be replaced only after the lower ones are healthy

    Example: [10] a failed Pod waits while a lower Pod is unready
      Given StatefulSet web with 3 replicas
      And Pod web-0 becomes unready
      When Pod web-2 fails
      Then no Pods were created
      And no Pods were deleted
      And Pod web-2 is the same as before
      And nothing else changed

    Example: [11] a failed Pod is replaced once the lower Pod is ready again
      Given StatefulSet web with 3 replicas
      And Pod web-0 becomes unready
      And Pod web-2 fails
      When Pod web-0 becomes ready
      Then only Pod web-2 was deleted
      And only Pod web-2 was created
      And nothing else changed

    Example: [12] a missing Pod waits while a lower Pod is unready
      Given StatefulSet web with 3 replicas
      And Pod web-0 becomes unready
      When Pod web-1 is evicted
      Then no Pods were created
      And nothing else changed

    Example: [13] Pods that fail together are replaced from the lowest upwards
      Given StatefulSet web with 3 replicas
      And Pod web-0 becomes unready
      And Pods web-1 and web-2 fail
      When Pod web-0 becomes ready
      Then only Pods web-1 to web-2 were created, in this order
      And each Pod was created only after every lower one was ready

  @SS-RES-012
  Rule: A surplus Pod that has failed MUST be deleted with the scale-down and never created again

    Example: [14] a failed Pod is scaled away from an ordered set
      Given StatefulSet web with 3 replicas
      And Pod web-0 becomes unready
      And Pod web-2 fails
      When StatefulSet web is scaled to 2
      And Pod web-0 becomes ready
      Then only Pod web-2 was deleted
      And no Pods were created
      And nothing else changed

    Example: [15] a failed Pod that is held is scaled away
      Given deletion of Pod web-2 is held by a finalizer
      And StatefulSet web with 3 replicas
      And Pod web-2 fails
      And StatefulSet web is scaled to 2
      When the finalizer of Pod web-2 is removed
      Then no Pods were created
      And only Pods web-0 and web-1 exist
      And nothing else changed

    @needs-controller-restart
    Example: [16] Pods of a Parallel set that have failed unseen are scaled away
      Given StatefulSet web with 4 replicas and:
        """
        podManagementPolicy: Parallel
        """
      And the controller is stopped
      And Pods web-2 and web-3 fail
      And StatefulSet web is scaled to 2
      When the controller is started
      Then only Pods web-2 and web-3 were deleted
      And no Pods were created
      And nothing else changed
