@STO
Feature: Claims that are there already
  A claim belongs to its users: the set takes what it finds under the name and never changes it.
  It makes what is missing, and waits for what is going away.

  @SS-STO-011 @needs-default-class
  Rule: A claim that already exists under the expected name MUST be used as it is, whoever made it

    Example: [1] an existing claim with other labels, size and modes is used
      Given every StatefulSet has claim template data
      And this exists:
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: data-web-0, labels: { app: somebody } }
        spec: { accessModes: [ReadWriteOncePod], resources: { requests: { storage: 5Mi } } }
        """
      When StatefulSet web is created with 1 replica
      Then Pod web-0 uses claim data-web-0 as volume data
      And claim data-web-0 is the same as before
      And only Pod web-0 was created
      And StatefulSet web reports:
        """
        readyReplicas: 1
        """
      And nothing else changed

    Example: [2] an existing claim of a class that is never bound is used
      Given every StatefulSet has claim template data
      And this exists:
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: data-web-0 }
        spec:
          storageClassName: <no-class>
          accessModes: [ReadWriteOnce]
          resources: { requests: { storage: 1Mi } }
        """
      When StatefulSet web is created with 1 replica
      Then Pod web-0 uses claim data-web-0 as volume data
      And claim data-web-0 is the same as before
      And only Pod web-0 was created
      And nothing else changed

    Example: [3] only the missing claims are created
      Given every StatefulSet has claim template data
      And this exists:
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: data-web-1 }
        spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Mi } } }
        """
      When StatefulSet web is created with 2 replicas
      Then only claims data-web-0 and data-web-1 exist
      And claim data-web-1 is the same as before
      And only Pods web-0 and web-1 were created
      And nothing else changed

  @SS-STO-012 @needs-default-class
  Rule: While a needed claim is being deleted its Pod MUST wait until the claim is gone and created anew

    Background:
      Given every StatefulSet has claim template data

    Example: [4] a replacement waits while its claim is being deleted
      Given StatefulSet web with 1 replica
      And claim data-web-0 is patched with:
        """
        metadata: { finalizers: [<hold-finalizer>] }
        """
      When claim data-web-0 is deleted
      And Pod web-0 is deleted
      Then no Pods were created
      And event FailedCreate was recorded about StatefulSet web
      And nothing else changed

    Example: [5] the first Pod waits while its claim is being deleted, and higher ones with it
      Given this exists:
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: data-web-0, finalizers: [<hold-finalizer>] }
        spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Mi } } }
        """
      And claim data-web-0 is deleted
      When StatefulSet web is created with 2 replicas
      Then no Pods were created
      And event FailedCreate was recorded about StatefulSet web
      And nothing else changed

    Example: [6] claim and Pod are created once the old claim is gone
      Given this exists:
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: data-web-0, finalizers: [<hold-finalizer>] }
        spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Mi } } }
        """
      And claim data-web-0 is deleted
      And StatefulSet web with 1 replica
      When claim data-web-0 is patched with:
        """
        metadata: { finalizers: null }
        """
      Then only Pod web-0 was created
      And only claim data-web-0 exists
      And each claim was created before its Pod

  @SS-STO-013 @needs-default-class
  Rule: The missing claim of a Pending Pod MUST be created without waiting for the Pod to be deleted

    Background:
      Given every StatefulSet has claim template data
      And every StatefulSet has:
        """
        template: { spec: { nodeSelector: { <no-node>: "true" } } }
        """

    Example: [7] a Pending Pod gets its deleted claim back
      Given StatefulSet web with 1 replica
      When claim data-web-0 is deleted
      Then only claim data-web-0 exists
      And Pod web-0 is the same as before
      And Pod web-0 uses claim data-web-0 as volume data
      And nothing else changed

    Example: [8] a Pending Pod of a Parallel set gets its deleted claim back
      Given StatefulSet web with 2 replicas and:
        """
        podManagementPolicy: Parallel
        """
      When claim data-web-1 is deleted
      Then only claims data-web-0 and data-web-1 exist
      And claim data-web-0 is the same as before
      And Pod web-1 is the same as before
      And nothing else changed

  @SS-STO-014
  Rule: Claims that Pods use through ordinary volumes MUST NOT be created, changed, owned or deleted by the controller

    Background:
      Given every StatefulSet has:
        """
        template:
          spec: { volumes: [{ name: shared, persistentVolumeClaim: { claimName: shared } }] }
        persistentVolumeClaimRetentionPolicy: { whenDeleted: Delete, whenScaled: Delete }
        """

    Example: [9] a missing claim of an ordinary volume is not created
      When StatefulSet web is created with 1 replica
      Then no claims exist
      And only Pod web-0 was created
      And nothing else changed

    Example: [10] an existing claim of an ordinary volume is left as it is
      Given this exists:
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: shared }
        spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Mi } } }
        """
      When StatefulSet web is created with 1 replica
      Then claim shared is the same as before
      And claim shared is owned by nobody
      And only Pod web-0 was created
      And nothing else changed

    Example: [11] the claim of an ordinary volume is kept when Pods are scaled away
      Given this exists:
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: shared }
        spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Mi } } }
        """
      And StatefulSet web with 1 replica
      When StatefulSet web is scaled to 0
      Then claim shared is the same as before
      And only Pod web-0 was deleted
      And nothing else changed

    @needs-gc
    Example: [12] the claim of an ordinary volume is kept when the set is deleted
      Given this exists:
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: shared }
        spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Mi } } }
        """
      And StatefulSet web with 1 replica
      When StatefulSet web is deleted
      Then no Pods exist
      And claim shared is the same as before
      And claim shared is owned by nobody

  @SS-STO-015 @needs-default-class
  Rule: A change that a user makes to an existing claim MUST be neither undone nor copied to other claims

    Background:
      Given every StatefulSet has claim template data

    Example: [13] a new Pod does not undo a change to its claim
      Given StatefulSet web with 2 replicas
      And claim data-web-0 is patched with:
        """
        metadata: { labels: { app: mine, note: mine } }
        """
      When Pod web-0 is deleted
      Then claim data-web-0 has:
        | metadata.labels | {"app":"mine","note":"mine"} |
      And Pod web-0 is new
      And only Pod web-0 was created
      And nothing else changed

    Example: [14] an update does not undo a change to a claim, and leaves other claims alone
      Given StatefulSet web with 2 replicas
      And claim data-web-0 is patched with:
        """
        metadata: { labels: { app: mine, note: mine } }
        """
      When the Pod template of StatefulSet web changes
      Then claim data-web-0 has:
        | metadata.labels | {"app":"mine","note":"mine"} |
      And claim data-web-1 has:
        | metadata.labels | {"app":"web"} |
      And Pods web-0 and web-1 run the new template

    Example: [15] the claim of a new ordinal follows the template
      Given StatefulSet web with 1 replica
      And claim data-web-0 is patched with:
        """
        metadata: { labels: { note: mine } }
        """
      When StatefulSet web is scaled to 2
      Then claim data-web-1 has:
        | metadata.labels | {"app":"web"} |
      And only Pod web-1 was created
      And nothing else changed
