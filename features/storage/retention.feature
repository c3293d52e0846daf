@STO @needs-default-class
Feature: Claims outlive Pods and sets
  By default nobody but a user removes a claim: it waits for the next Pod of its ordinal.
  That Pod may be a replacement, one that a later scaling brings back, or one of a later set.

  Background:
    Given every StatefulSet has claim template data

  @SS-STO-006
  Rule: A Pod that takes the place of another MUST use the very same claims

    Example: [1] deleted Pods come back with their claims
      Given StatefulSet web with 2 replicas
      When Pods web-0 and web-1 are deleted
      Then claims data-web-0 and data-web-1 are the same as before
      And Pods web-0 and web-1 are new
      And Pod web-1 uses claim data-web-1 as volume data
      And only claims data-web-0 and data-web-1 exist

    Example: [2] a failed Pod comes back with its claim
      Given StatefulSet web with 2 replicas
      When Pod web-1 fails
      Then claims data-web-0 and data-web-1 are the same as before
      And Pod web-1 is new
      And Pod web-1 uses claim data-web-1 as volume data
      And only claims data-web-0 and data-web-1 exist

    Example: [3] updated Pods keep their claims
      Given StatefulSet web with 2 replicas
      When the Pod template of StatefulSet web changes
      Then claims data-web-0 and data-web-1 are the same as before
      And Pods web-0 and web-1 run the new template
      And Pod web-0 uses claim data-web-0 as volume data
      And Pod web-1 uses claim data-web-1 as volume data
      And only claims data-web-0 and data-web-1 exist

  @SS-STO-008
  Rule: The claims of an ordinal that is scaled away MUST be kept, without an owner, for its next Pod

    Example: [4] scaling down keeps the claims, without an owner
      Given StatefulSet web with 3 replicas
      When StatefulSet web is scaled to 1
      Then claims data-web-0 to data-web-2 are the same as before
      And claim data-web-1 is owned by nobody
      And claim data-web-2 is owned by nobody
      And only Pods web-2 and web-1 were deleted
      And nothing else changed

    Example: [5] scaling up again uses the claims that were kept
      Given StatefulSet web with 2 replicas
      And StatefulSet web is scaled to 1
      When StatefulSet web is scaled to 2
      Then claims data-web-0 and data-web-1 are the same as before
      And Pod web-1 uses claim data-web-1 as volume data
      And only claims data-web-0 and data-web-1 exist

  @SS-STO-009 @needs-gc
  Rule: Deleting a set MUST keep every claim, whichever way it is deleted

    Example: [6] deletion in the background keeps the claims
      Given StatefulSet web with 2 replicas
      When StatefulSet web is deleted with Background propagation
      Then claims data-web-0 and data-web-1 are the same as before
      And claim data-web-0 is owned by nobody
      And only Pods web-0 and web-1 were deleted
      And no Pods exist
      And nothing else changed

    Example: [7] deletion in the foreground keeps the claims
      Given StatefulSet web with 2 replicas
      When StatefulSet web is deleted with Foreground propagation
      Then claims data-web-0 and data-web-1 are the same as before
      And claim data-web-0 is owned by nobody
      And only Pods web-0 and web-1 were deleted
      And no Pods exist
      And nothing else changed

    Example: [8] deletion that orphans the Pods keeps the claims
      Given StatefulSet web with 2 replicas
      When StatefulSet web is deleted with Orphan propagation
      Then claims data-web-0 and data-web-1 are the same as before
      And claim data-web-0 is owned by nobody
      And Pods web-0 and web-1 are the same as before

  @SS-STO-010
  Rule: A new set with the name, namespace and claim templates of an earlier one MUST use the claims that it left

    Example: [9] a set that is created again uses the claims of the first
      Given StatefulSet web with 2 replicas
      And StatefulSet web is scaled to 0
      When StatefulSet web is deleted
      And StatefulSet web is created again
      Then claims data-web-0 and data-web-1 are the same as before
      And Pod web-1 uses claim data-web-1 as volume data
