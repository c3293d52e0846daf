@PVC @feature-StatefulSetAutoDeletePVC @needs-default-class @needs-gc
Feature: Claims when sets and Pods are deleted
  A claim goes with its owner. Nothing but the deletion of the set and its scaling takes a claim away.

  Background:
    Given every StatefulSet has claim template data

  @SS-PVC-003
  Rule: With whenDeleted Delete the claims MUST go with the set, and none before its Pod

    Background:
      Given every StatefulSet has:
        """
        persistentVolumeClaimRetentionPolicy: { whenDeleted: Delete }
        """

    Example: [1] the claims go with a set that is deleted in the background
      Given StatefulSet web with 2 replicas
      When StatefulSet web is deleted
      Then no claims exist
      And only Pods web-0 and web-1 were deleted
      And no Pods exist
      And nothing else changed

    Example: [2] the claims go with a set that is deleted in the foreground
      Given StatefulSet web with 2 replicas
      When StatefulSet web is deleted with Foreground propagation
      Then no claims exist
      And only Pods web-0 and web-1 were deleted
      And no StatefulSets exist
      And nothing else changed

    Example: [3] the claim of an ordinal that was scaled away goes too
      Given StatefulSet web with 2 replicas
      And StatefulSet web is scaled to 1
      When StatefulSet web is deleted
      Then no claims exist
      And only Pod web-0 was deleted
      And nothing else changed

  @SS-PVC-004
  Rule: Deletion with orphan propagation MUST keep the claims, whatever the policy

    Example: [4] with whenDeleted Delete
      Given StatefulSet web with 1 replica and:
        """
        persistentVolumeClaimRetentionPolicy: { whenDeleted: Delete }
        """
      When StatefulSet web is deleted with Orphan propagation
      Then claim data-web-0 is the same as before
      And claim data-web-0 is owned by nobody
      And Pod web-0 is owned by nobody
      And no Pods were deleted
      And nothing else changed

    Example: [5] with both policies Delete
      Given StatefulSet web with 1 replica and:
        """
        persistentVolumeClaimRetentionPolicy: { whenDeleted: Delete, whenScaled: Delete }
        """
      And StatefulSet web is deleted with Orphan propagation
      When Pod web-0 is deleted
      Then claim data-web-0 is the same as before
      And no Pods exist
      And nothing else changed

  @SS-PVC-007
  Rule: A Pod that goes otherwise than by scaling MUST keep its claims under every policy

    Background:
      Given every StatefulSet has:
        """
        persistentVolumeClaimRetentionPolicy: { whenDeleted: Delete, whenScaled: Delete }
        """

    Example: [6] a Pod that a user deletes
      Given StatefulSet web with 2 replicas
      When Pod web-1 is deleted
      Then claims data-web-0 and data-web-1 are the same as before
      And Pod web-1 is new
      And Pod web-1 uses claim data-web-1 as volume data
      And only Pod web-1 was created
      And nothing else changed

    Example: [7] a Pod that fails
      Given StatefulSet web with 2 replicas
      When Pod web-0 fails
      Then claims data-web-0 and data-web-1 are the same as before
      And only Pod web-0 was created
      And Pod web-0 uses claim data-web-0 as volume data
      And claim data-web-0 is owned by StatefulSet web
      And nothing else changed

    Example: [8] Pods that are updated
      Given StatefulSet web with 2 replicas
      When the Pod template of StatefulSet web changes
      Then claims data-web-0 and data-web-1 are the same as before
      And Pods web-0 and web-1 run the new template
      And only Pods web-1 and web-0 were deleted
      And only Pods web-1 and web-0 were created
      And claim data-web-1 is owned by StatefulSet web
      And nothing else changed

  @SS-PVC-009
  Rule: An ordinal that returns while its claim is about to follow its former Pod MUST get a new claim

    Background:
      Given every StatefulSet has:
        """
        persistentVolumeClaimRetentionPolicy: { whenScaled: Delete }
        """

    Example: [9] the ordinal waits while the former claim is there
      Given StatefulSet web with 2 replicas
      And claim data-web-1 is patched with:
        """
        metadata: { finalizers: [<hold-finalizer>] }
        """
      And StatefulSet web is scaled to 1
      When StatefulSet web is scaled to 2
      Then no Pods were created
      And Pod web-0 is the same as before
      And nothing else changed

    Example: [10] the ordinal returns with a new claim when the set is touched once the former claim is gone
      Given StatefulSet web with 2 replicas
      And deletion of Pod web-1 is held by a finalizer
      And StatefulSet web is scaled to 1
      And StatefulSet web is scaled to 2
      And the finalizer of Pod web-1 is removed
      When StatefulSet web is patched with:
        """
        metadata: { annotations: { touched: "true" } }
        """
      Then Pod web-1 uses claim data-web-1 as volume data
      And only claims data-web-0 and data-web-1 exist

    @informative
    Example: [11] the ordinal returns by itself as soon as the former claim is gone
      Given StatefulSet web with 2 replicas
      And claim data-web-1 is patched with:
        """
        metadata: { finalizers: [<hold-finalizer>] }
        """
      And StatefulSet web is scaled to 1
      When StatefulSet web is scaled to 2
      Then no Pods were created
      When claim data-web-1 is patched with:
        """
        metadata: { finalizers: null }
        """
      Then only Pod web-1 was created
