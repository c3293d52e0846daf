@STO @needs-default-class
Feature: Claims outlive Pods and sets
  By default nobody but a user removes a claim: it waits for the next Pod of its ordinal.
  That Pod may be a replacement, one that a later scaling brings back, or one of a later set.

  Background:
    Given every StatefulSet has claim template data

  @SS-STO-006
  Rule: A Pod that takes the place of another MUST use the very same claims

    Example: [1] after deletion
      Given StatefulSet web with 2 replicas
      When Pods web-0 and web-1 are deleted
      Then claims data-web-0 to data-web-1 are the same as before
      And Pods web-0 to web-1 are new
      And Pod web-1 uses claim data-web-1 as volume data
      And claims data-web-0 to data-web-1 exist

    Example: [2] after a failure
      Given StatefulSet web with 2 replicas
      When Pod web-1 fails
      Then claims data-web-0 to data-web-1 are the same as before
      And Pod web-1 is new
      And Pod web-1 uses claim data-web-1 as volume data
      And claims data-web-0 to data-web-1 exist

    Example: [3] after an update
      Given StatefulSet web with 2 replicas
      When the Pod template of StatefulSet web changes
      Then claims data-web-0 to data-web-1 are the same as before
      And Pods web-0 to web-1 run the new template
      And Pod web-0 uses claim data-web-0 as volume data
      And Pod web-1 uses claim data-web-1 as volume data
      And claims data-web-0 to data-web-1 exist

  @SS-STO-008
  Rule: Scaling down MUST keep the claims of removed ordinals, without an owner, and scaling up again MUST use them

    Example: [4] scaled down
      Given StatefulSet web with 3 replicas
      When StatefulSet web is scaled to 1
      Then claims data-web-0 to data-web-2 are the same as before
      And claim data-web-1 is owned by nobody
      And claim data-web-2 is owned by nobody
      And only Pods web-2 to web-1 were deleted, in this order
      And nothing else changed

    Example: [5] scaled up again
      Given StatefulSet web with 2 replicas
      When StatefulSet web is scaled to 1
      Then claims data-web-0 to data-web-1 are the same as before
      When StatefulSet web is scaled to 2
      Then claims data-web-0 to data-web-1 are the same as before
      And Pod web-1 uses claim data-web-1 as volume data
      And claims data-web-0 to data-web-1 exist

  @SS-STO-009 @needs-gc
  Rule: Deleting a set MUST keep every claim, whichever way it is deleted

    Example: [6] in the background
      Given StatefulSet web with 2 replicas
      When StatefulSet web is deleted with Background propagation
      Then claims data-web-0 to data-web-1 are the same as before
      And claim data-web-0 is owned by nobody
      And Pods web-0 to web-1 were deleted, in any order
      And no Pods exist
      And nothing else changed

    Example: [7] in the foreground
      Given StatefulSet web with 2 replicas
      When StatefulSet web is deleted with Foreground propagation
      Then claims data-web-0 to data-web-1 are the same as before
      And claim data-web-0 is owned by nobody
      And Pods web-0 to web-1 were deleted, in any order
      And no Pods exist
      And nothing else changed

    Example: [8] leaving its Pods behind
      Given StatefulSet web with 2 replicas
      When StatefulSet web is deleted with Orphan propagation
      Then claims data-web-0 to data-web-1 are the same as before
      And claim data-web-0 is owned by nobody
      And Pods web-0 to web-1 are the same as before

  @SS-STO-010
  Rule: A new set with the name, namespace and claim templates of an earlier one MUST use the claims that it left

    Example: [9] the set is created again
      Given StatefulSet web with 2 replicas
      When StatefulSet web is scaled to 0
      Then no Pods exist
      When StatefulSet web is deleted
      And StatefulSet web is created again
      Then claims data-web-0 to data-web-1 are the same as before
      And Pod web-1 uses claim data-web-1 as volume data
