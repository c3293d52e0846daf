@PVC @feature-StatefulSetAutoDeletePVC @needs-default-class
Feature: Claims that have other owners
  A claim may belong to others as well. The set adds its own reference beside theirs, unless one of them controls the
  claim already: then the policy gives way.

  @SS-PVC-010
  Rule: A claim that another object controls MUST be left to it, whatever the policy says

    Background:
      Given every StatefulSet has claim template data
      And every StatefulSet has:
        """
        persistentVolumeClaimRetentionPolicy: { whenDeleted: Delete, whenScaled: Delete }
        """
      And this exists:
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: data-web-1 }
        spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Mi } } }
        """

    Example: [1] a set uses the claim without owning it, and records an event
      Given ConfigMap keeper controls claim data-web-1
      When StatefulSet web is created with 2 replicas
      Then claim data-web-1 is owned by ConfigMap keeper
      And claim data-web-0 is owned by StatefulSet web
      And only Pods web-0 and web-1 were created
      And event ConflictingController was recorded about StatefulSet web
      And nothing else changed

    @needs-gc
    Example: [2] the claim outlives the Pod that is scaled away
      Given ConfigMap keeper controls claim data-web-1
      And StatefulSet web with 2 replicas
      When StatefulSet web is scaled to 0
      Then only claim data-web-1 exists
      And claim data-web-1 is owned by ConfigMap keeper
      And claim data-web-1 is the same as before

    @needs-gc
    Example: [3] the claim outlives the set
      Given ConfigMap keeper controls claim data-web-1
      And StatefulSet web with 2 replicas
      When StatefulSet web is deleted
      Then only claim data-web-1 exists
      And claim data-web-1 is the same as before
      And only Pods web-0 and web-1 were deleted
      And nothing else changed

    Example: [4] a reference of the set is taken off beside the one that controls
      Given StatefulSet web with 2 replicas
      When StatefulSet web owns claim data-web-1
      And ConfigMap keeper controls claim data-web-1
      And StatefulSet web is patched with:
        """
        metadata: { annotations: { touched: "true" } }
        """
      Then claim data-web-1 is owned by ConfigMap keeper
      And claim data-web-0 is owned by StatefulSet web
      And nothing else changed

  @SS-PVC-011
  Rule: Owners that do not control a claim MUST stay beside the one that the policy adds

    Background:
      Given every StatefulSet has claim template data
      And this exists:
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: data-web-0 }
        spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Mi } } }
        """

    Example: [5] the set controls the claim beside the other owner
      Given ConfigMap keeper owns claim data-web-0
      When StatefulSet web is created with 1 replica and:
        """
        persistentVolumeClaimRetentionPolicy: { whenDeleted: Delete }
        """
      Then claim data-web-0 is owned by StatefulSet web beside ConfigMap keeper
      And claim data-web-0 is the same as before
      And only Pod web-0 was created
      And nothing else changed

    @needs-gc
    Example: [6] the claim outlives the set by its other owner
      Given ConfigMap keeper owns claim data-web-0
      And StatefulSet web with 1 replica and:
        """
        persistentVolumeClaimRetentionPolicy: { whenDeleted: Delete }
        """
      When StatefulSet web is deleted
      Then claim data-web-0 is the same as before
      And no Pods exist

    @needs-gc
    Example: [7] a Pod that is scaled away controls the claim beside the other owner
      Given ConfigMap keeper owns claim data-web-0
      And StatefulSet web with 1 replica and:
        """
        persistentVolumeClaimRetentionPolicy: { whenScaled: Delete }
        """
      When StatefulSet web is scaled to 0
      Then claim data-web-0 was owned by Pod web-0 beside ConfigMap keeper when Pod web-0 was deleted
      And claim data-web-0 is the same as before
      And only Pod web-0 was deleted
      And nothing else changed

    Example: [10] the set controls the claim beside another set
      Given StatefulSet db with 1 replica
      And StatefulSet db owns claim data-web-0
      When StatefulSet web is created with 1 replica and:
        """
        persistentVolumeClaimRetentionPolicy: { whenDeleted: Delete }
        """
      Then claim data-web-0 is owned by StatefulSet web beside StatefulSet db
      And claim data-web-0 is the same as before
      And only Pod web-0 was created
      And nothing else changed

  @SS-PVC-012
  Rule: A reference to the set itself MUST control the claim, and one to a former set of its name is not the set's

    Background:
      Given every StatefulSet has claim template data

    Example: [8] a reference to the set that does not control becomes one that does
      Given StatefulSet web with 1 replica and:
        """
        persistentVolumeClaimRetentionPolicy: { whenDeleted: Delete }
        """
      When StatefulSet web owns claim data-web-0
      And StatefulSet web is patched with:
        """
        metadata: { annotations: { touched: "true" } }
        """
      Then claim data-web-0 is owned by StatefulSet web
      And nothing else changed

    Example: [9] a reference to a former set is left to the garbage collector
      Given StatefulSet web with 1 replica
      And claim data-web-0 is patched with:
        """
        metadata: { finalizers: [<hold-finalizer>] }
        """
      And claim data-web-0 is deleted
      And a former StatefulSet web controls claim data-web-0
      When these fields of StatefulSet web are set:
        """
        persistentVolumeClaimRetentionPolicy: { whenDeleted: Delete }
        """
      Then claim data-web-0 is owned by a former StatefulSet web
      And nothing else changed
