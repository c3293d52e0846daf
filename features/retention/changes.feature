@PVC @feature-StatefulSetAutoDeletePVC @needs-default-class
Feature: Changes of the retention policy
  The policy may change at any time. The controller carries it to the claims of the Pods that there are, without touching
  the Pods.

  @SS-PVC-008
  Rule: A change of the policy MUST be carried to the claims of existing Pods, and to those alone

    Background:
      Given every StatefulSet has claim template data

    Example: [1] the set becomes the owner of the claims
      Given StatefulSet web with 2 replicas
      When these fields of StatefulSet web are set:
        """
        persistentVolumeClaimRetentionPolicy: { whenDeleted: Delete }
        """
      Then claim data-web-0 is owned by StatefulSet web
      And claim data-web-1 is owned by StatefulSet web
      And Pods web-0 and web-1 are the same as before
      And nothing else changed

    Example: [2] the set is their owner no longer
      Given StatefulSet web with 2 replicas and:
        """
        persistentVolumeClaimRetentionPolicy: { whenDeleted: Delete }
        """
      When these fields of StatefulSet web are set:
        """
        persistentVolumeClaimRetentionPolicy: { whenDeleted: Retain }
        """
      Then claim data-web-0 is owned by nobody
      And claim data-web-1 is owned by nobody
      And Pods web-0 and web-1 are the same as before
      And nothing else changed

    Example: [3] the claim of an ordinal that was scaled away before is not owned
      Given StatefulSet web with 2 replicas
      And StatefulSet web is scaled to 1
      When these fields of StatefulSet web are set:
        """
        persistentVolumeClaimRetentionPolicy: { whenDeleted: Delete }
        """
      Then claim data-web-0 is owned by StatefulSet web
      And claim data-web-1 is owned by nobody
      And nothing else changed

    @needs-gc
    Example: [4] the claim of an ordinal that was scaled away before still goes with the set
      Given StatefulSet web with 2 replicas and:
        """
        persistentVolumeClaimRetentionPolicy: { whenDeleted: Delete }
        """
      And StatefulSet web is scaled to 1
      And these fields of StatefulSet web are set:
        """
        persistentVolumeClaimRetentionPolicy: { whenDeleted: Retain }
        """
      When StatefulSet web is deleted
      Then only claim data-web-0 exists
      And only Pod web-0 was deleted
      And claim data-web-0 is owned by nobody
      And nothing else changed

    @needs-gc
    Example: [5] a claim is saved while its Pod is being scaled away
      Given StatefulSet web with 2 replicas and:
        """
        persistentVolumeClaimRetentionPolicy: { whenScaled: Delete }
        """
      And deletion of Pod web-1 is held by a finalizer
      And StatefulSet web is scaled to 1
      When these fields of StatefulSet web are set:
        """
        persistentVolumeClaimRetentionPolicy: { whenScaled: Retain }
        """
      Then claim data-web-1 is owned by nobody
      And claims data-web-0 and data-web-1 are the same as before
      And nothing else changed

    @needs-gc
    Example: [6] a claim is given up while its Pod is being scaled away
      Given StatefulSet web with 2 replicas
      And deletion of Pod web-1 is held by a finalizer
      And StatefulSet web is scaled to 1
      When these fields of StatefulSet web are set:
        """
        persistentVolumeClaimRetentionPolicy: { whenScaled: Delete }
        """
      Then claim data-web-1 is owned by Pod web-1
      And claim data-web-0 is owned by nobody
      And claims data-web-0 and data-web-1 are the same as before
      And nothing else changed

    @needs-gc
    Example: [7] a policy that changes together with the replicas is the one that counts
      Given StatefulSet web with 2 replicas
      When these fields of StatefulSet web are set:
        """
        { replicas: 1, persistentVolumeClaimRetentionPolicy: { whenScaled: Delete } }
        """
      Then claim data-web-1 was owned by Pod web-1 when Pod web-1 was deleted
      And only claim data-web-0 exists
      And only Pod web-1 was deleted
      And nothing else changed

    Example: [8] the claim of a Pod of a Parallel set that is not ready
      Given StatefulSet web with 2 replicas and:
        """
        podManagementPolicy: Parallel
        """
      And Pod web-1 becomes unready
      When these fields of StatefulSet web are set:
        """
        persistentVolumeClaimRetentionPolicy: { whenDeleted: Delete }
        """
      Then claim data-web-1 is owned by StatefulSet web
      And claim data-web-0 is owned by StatefulSet web
      And nothing else changed
