@PVC @feature-StatefulSetAutoDeletePVC @needs-default-class
Feature: Retention policy
  The policy says by which owner a claim goes: with the set, with the Pod that is scaled away, or never. It is carried out by
  owner references; the controller itself deletes no claim.

  Background:
    Given every StatefulSet has claim template data

  @SS-PVC-001
  Rule: A policy that is not given MUST be Retain, which leaves the claims without an owner

    Example: [1] neither policy is given
      When StatefulSet web is created with 2 replicas
      Then StatefulSet web has:
        | spec.persistentVolumeClaimRetentionPolicy.whenDeleted | Retain |
        | spec.persistentVolumeClaimRetentionPolicy.whenScaled  | Retain |
      And claim data-web-0 is owned by nobody
      And claim data-web-1 is owned by nobody
      And only Pods web-0 and web-1 were created
      And nothing else changed

    Example: [2] whenDeleted alone keeps the claims of Pods that are scaled away
      Given StatefulSet web with 2 replicas and:
        """
        persistentVolumeClaimRetentionPolicy: { whenDeleted: Delete }
        """
      When StatefulSet web is scaled to 1
      Then claims data-web-0 and data-web-1 are the same as before
      And only Pod web-1 was deleted
      And nothing else changed

    @needs-gc
    Example: [3] whenScaled alone keeps the claims of a set that is deleted
      Given StatefulSet web with 2 replicas and:
        """
        persistentVolumeClaimRetentionPolicy: { whenScaled: Delete }
        """
      When StatefulSet web is deleted
      Then claims data-web-0 and data-web-1 are the same as before
      And claim data-web-0 is owned by nobody
      And only Pods web-0 and web-1 were deleted
      And nothing else changed

  @SS-PVC-002
  Rule: With whenDeleted Delete the set MUST control the claim of each ordinal that has a Pod

    Background:
      Given every StatefulSet has:
        """
        persistentVolumeClaimRetentionPolicy: { whenDeleted: Delete }
        """

    Example: [4] the claims of a new set
      When StatefulSet web is created with 2 replicas
      Then claim data-web-0 is owned by StatefulSet web
      And claim data-web-1 is owned by StatefulSet web
      And only Pods web-0 and web-1 were created
      And nothing else changed

    Example: [5] a claim that an earlier set has left
      Given this exists:
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: data-web-0 }
        spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Mi } } }
        """
      When StatefulSet web is created with 1 replica
      Then claim data-web-0 is owned by StatefulSet web
      And claim data-web-0 is the same as before
      And only Pod web-0 was created
      And nothing else changed

    Example: [6] the claim of an ordinal that a Parallel set adds
      Given StatefulSet web with 1 replica and:
        """
        podManagementPolicy: Parallel
        """
      When StatefulSet web is scaled to 3
      Then claim data-web-1 is owned by StatefulSet web
      And claim data-web-2 is owned by StatefulSet web
      And only Pods web-1 and web-2 were created
      And nothing else changed

    @needs-gc
    Example: [7] the claims of Pods that were adopted
      Given StatefulSet web with 1 replica
      And StatefulSet web is deleted with Orphan propagation
      When StatefulSet web is created again
      Then claim data-web-0 is owned by StatefulSet web
      And Pod web-0 is owned by StatefulSet web
      And claim data-web-0 is the same as before
      And nothing else changed

    Example: [17] the claims of each of several claim templates
      Given every StatefulSet has claim template log
      When StatefulSet web is created with 1 replica
      Then claim data-web-0 is owned by StatefulSet web
      And claim log-web-0 is owned by StatefulSet web
      And only Pod web-0 was created
      And nothing else changed

  @SS-PVC-005 @needs-gc
  Rule: With whenScaled Delete a surplus Pod MUST control its claims before it is deleted, and no other Pod its own

    Background:
      Given every StatefulSet has:
        """
        persistentVolumeClaimRetentionPolicy: { whenScaled: Delete }
        """

    Example: [8] claims go with the Pods that are scaled away
      Given StatefulSet web with 3 replicas
      When StatefulSet web is scaled to 1
      Then claim data-web-2 was owned by Pod web-2 when Pod web-2 was deleted
      And claim data-web-1 was owned by Pod web-1 when Pod web-1 was deleted
      And only Pods web-2 and web-1 were deleted
      And only claim data-web-0 exists
      And claim data-web-0 is owned by nobody
      And nothing else changed

    Example: [9] a Parallel set marks all claims before it deletes
      Given StatefulSet web with 3 replicas and:
        """
        podManagementPolicy: Parallel
        """
      When StatefulSet web is scaled to 1
      Then claim data-web-2 was owned by Pod web-2 when Pod web-2 was deleted
      And claim data-web-1 was owned by Pod web-1 when Pod web-1 was deleted
      And only Pods web-2 and web-1 were deleted
      And only claim data-web-0 exists
      And nothing else changed

    Example: [10] a claim stays for as long as its Pod does
      Given StatefulSet web with 2 replicas
      And deletion of Pod web-1 is held by a finalizer
      When StatefulSet web is scaled to 1
      Then claim data-web-1 is owned by Pod web-1
      And claims data-web-0 and data-web-1 are the same as before
      And only Pod web-1 was deleted
      And nothing else changed

    Example: [11] a scale-down that must wait marks no claim
      Given StatefulSet web with 2 replicas
      And Pod web-0 becomes unready
      When StatefulSet web is scaled to 1
      Then no Pods were deleted
      And claim data-web-1 is owned by nobody
      And nothing else changed

    Example: [12] the claim of an adopted Pod goes with it
      Given StatefulSet web with 2 replicas
      And StatefulSet web is deleted with Orphan propagation
      And StatefulSet web is created again
      When StatefulSet web is scaled to 1
      Then claim data-web-1 was owned by Pod web-1 when Pod web-1 was deleted
      And only claim data-web-0 exists
      And only Pod web-1 was deleted
      And nothing else changed

    @feature-StatefulSetStartOrdinal
    Example: [18] the ordinals in range begin at the start ordinal
      Given StatefulSet web with 2 replicas and:
        """
        ordinals: { start: 3 }
        """
      When StatefulSet web is scaled to 1
      Then claim data-web-4 was owned by Pod web-4 when Pod web-4 was deleted
      And only claim data-web-3 exists
      And claim data-web-3 is owned by nobody
      And only Pod web-4 was deleted
      And nothing else changed

  @SS-PVC-006 @needs-gc
  Rule: With both policies Delete a claim MUST have one owner: the set in range, its Pod where that is surplus

    Background:
      Given every StatefulSet has:
        """
        persistentVolumeClaimRetentionPolicy: { whenDeleted: Delete, whenScaled: Delete }
        """

    Example: [13] a claim passes from the set to the Pod that is scaled away
      Given StatefulSet web with 2 replicas
      And deletion of Pod web-1 is held by a finalizer
      When StatefulSet web is scaled to 1
      Then claim data-web-0 is owned by StatefulSet web
      And claim data-web-1 is owned by Pod web-1
      And claims data-web-0 and data-web-1 are the same as before
      And only Pod web-1 was deleted
      And nothing else changed

    Example: [14] it goes with the Pod though the set remains
      Given StatefulSet web with 2 replicas
      When StatefulSet web is scaled to 1
      Then only claim data-web-0 exists
      And claim data-web-0 is owned by StatefulSet web
      And claim data-web-1 was owned by Pod web-1 when Pod web-1 was deleted
      And only Pod web-1 was deleted
      And nothing else changed

  @SS-PVC-013
  Rule: The policy MUST apply to every claim that is named by the scheme of the templates, whoever made it, and to no other

    Background:
      Given every StatefulSet has:
        """
        persistentVolumeClaimRetentionPolicy: { whenDeleted: Delete, whenScaled: Delete }
        """

    @needs-gc
    Example: [15] a claim that a user has made goes with its Pod
      Given this exists:
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: data-web-0, labels: { app: mine } }
        spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 2Mi } } }
        """
      And StatefulSet web with 1 replica
      When StatefulSet web is scaled to 0
      Then claim data-web-0 was owned by Pod web-0 when Pod web-0 was deleted
      And no claims exist
      And only Pod web-0 was deleted
      And nothing else changed

    Example: [16] claims whose names only look alike, and one that the Pods mount, have no owner
      Given this exists:
        """
        { apiVersion: v1, kind: PersistentVolumeClaim, metadata: { name: data-web }, spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Mi } } } }
        ---
        { apiVersion: v1, kind: PersistentVolumeClaim, metadata: { name: shared, labels: { app: web } }, spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Mi } } } }
        """
      When StatefulSet web is created with 1 replica and:
        """
        template: { spec: { volumes: [{ name: shared, persistentVolumeClaim: { claimName: shared } }] } }
        """
      Then claim data-web-0 is owned by StatefulSet web
      And claim data-web is owned by nobody
      And claim shared is owned by nobody
      And only Pod web-0 was created
      And nothing else changed
