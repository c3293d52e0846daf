@DEL @needs-gc
Feature: Deletion of a set
  The propagation policy decides what becomes of the Pods. The garbage collector carries it out: the controller owns its
  Pods and revisions, and otherwise keeps out of the way.

  @SS-DEL-001
  Rule: Deleting a set without a policy of one's own MUST remove it, its Pods and its revisions

    Example: [1] a set at rest goes with its Pods and revisions
      Given StatefulSet web with 3 replicas
      When StatefulSet web is deleted
      Then no StatefulSets exist
      And only Pods web-0 to web-2 were deleted
      And no Pods exist
      And no revisions exist
      And nothing else changed

    Example: [2] a set goes in the middle of a rolling update, with both of its revisions
      Given StatefulSet web with 3 replicas
      And Pod web-2 will not become ready
      And the Pod template of StatefulSet web changes
      When StatefulSet web is deleted
      Then only Pods web-0 to web-2 were deleted
      And no Pods exist
      And no revisions exist
      And nothing else changed

    Example: [3] a set with a set-based selector goes with its Pods and revisions
      Given StatefulSet web with 2 replicas and:
        """
        selector:
          matchLabels: null
          matchExpressions: [{ key: app, operator: In, values: [web, shop] }]
        """
      When StatefulSet web is deleted
      Then only Pods web-0 and web-1 were deleted
      And no Pods exist
      And no revisions exist
      And nothing else changed

  @SS-DEL-002
  Rule: When a set is deleted its Pods MUST all go, whatever state they are in

    Example: [4] an unready Pod keeps no other Pod alive
      Given StatefulSet web with 3 replicas
      And Pod web-0 becomes unready
      When StatefulSet web is deleted
      Then only Pods web-0 to web-2 were deleted
      And no Pods exist
      And nothing else changed

    Example: [5] a set that was never whole goes with the Pods that it has
      Given Pod web-1 will not become ready
      And StatefulSet web with 3 replicas
      When StatefulSet web is deleted
      Then only Pods web-0 and web-1 were deleted
      And no Pods exist
      And nothing else changed

    Example: [6] the Pods of a Parallel set go
      Given StatefulSet web with 3 replicas and:
        """
        podManagementPolicy: Parallel
        """
      And Pod web-1 becomes unready
      When StatefulSet web is deleted
      Then only Pods web-0 to web-2 were deleted
      And no Pods exist
      And nothing else changed

  @SS-DEL-013
  Rule: When a set is deleted its Pods MUST NOT wait for one another

    Example: [7] a highest Pod that is held by a finalizer holds back no other
      Given StatefulSet web with 3 replicas
      And deletion of Pod web-2 is held by a finalizer
      When StatefulSet web is deleted
      Then only Pods web-0 to web-2 were deleted
      And only Pod web-2 exists
      And nothing else changed

    Example: [8] only scaling to zero before the deletion is ordered
      Given StatefulSet web with 3 replicas
      And deletion of Pod web-2 is held by a finalizer
      When StatefulSet web is scaled to 0
      Then only Pod web-2 was deleted
      And Pods web-0 and web-1 are the same as before
      And nothing else changed

  @SS-DEL-004
  Rule: With foreground propagation a set MUST exist until its Pods are gone

    Example: [9] a set waits for a Pod that is held by a finalizer
      Given StatefulSet web with 2 replicas
      And deletion of Pod web-0 is held by a finalizer
      When StatefulSet web is deleted with Foreground propagation
      Then only Pods web-0 and web-1 were deleted
      And only Pod web-0 exists
      And StatefulSet web has:
        | metadata.finalizers | ["foregroundDeletion"] |
      And nothing else changed

    Example: [10] a set goes once its last Pod is gone
      Given StatefulSet web with 2 replicas
      And deletion of Pod web-0 is held by a finalizer
      And StatefulSet web is deleted with Foreground propagation
      When the finalizer of Pod web-0 is removed
      Then no StatefulSets exist
      And no Pods exist
      And no revisions exist

  @SS-DEL-005
  Rule: With orphan propagation the Pods and revisions MUST stay as they are, without an owner

    Example: [11] the Pods run on without an owner
      Given StatefulSet web with 2 replicas
      When StatefulSet web is deleted with Orphan propagation
      Then no StatefulSets exist
      And no Pods were deleted
      And Pods web-0 and web-1 are the same as before
      And Pod web-0 is owned by nobody
      And Pod web-1 is owned by nobody
      And nothing else changed

    Example: [12] nobody replaces an orphan that is deleted
      Given StatefulSet web with 2 replicas
      And StatefulSet web is deleted with Orphan propagation
      When Pod web-1 is deleted
      Then no Pods were created
      And only Pod web-0 exists
      And nothing else changed

    Example: [13] an update that is under way stops where it is
      Given StatefulSet web with 3 replicas
      And Pod web-2 will not become ready
      And the Pod template of StatefulSet web changes
      And StatefulSet web is deleted with Orphan propagation
      When Pod web-2 becomes ready
      Then no Pods were deleted
      And Pod web-2 is owned by nobody
      And nothing else changed
