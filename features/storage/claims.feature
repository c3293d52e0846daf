@STO @needs-default-class
Feature: Claims from templates
  Every ordinal has volumes of its own: one claim for each claim template, made before the Pod that mounts it.
  The name of a claim follows from the template, the set and the ordinal, so that it is found again.

  @SS-STO-001
  Rule: For every claim template and every ordinal there MUST be a claim named <template>-<set>-<ordinal>

    Example: [1] two templates and three ordinals give six claims
      Given every StatefulSet has claim templates data and log
      When StatefulSet web is created with 3 replicas
      Then only claims data-web-0 to data-web-2 and log-web-0 to log-web-2 exist
      And only Pods web-0 to web-2 were created
      And nothing else changed

    Example: [2] a new ordinal gets its own claim
      Given every StatefulSet has claim template data
      And StatefulSet web with 1 replica
      When StatefulSet web is scaled to 2
      Then only claims data-web-0 and data-web-1 exist
      And claim data-web-0 is the same as before
      And only Pod web-1 was created
      And nothing else changed

    Example: [3] the ordinals of a Parallel set get their own claims
      Given every StatefulSet has claim template data
      When StatefulSet web is created with 3 replicas and:
        """
        podManagementPolicy: Parallel
        """
      Then only claims data-web-0 to data-web-2 exist
      And only Pods web-0 to web-2 were created
      And nothing else changed

  @SS-STO-002
  Rule: All claims of an ordinal MUST exist before its Pod is created

    Example: [4] claims are created before their Pods
      Given every StatefulSet has claim templates data and log
      When StatefulSet web is created with 2 replicas
      Then each claim was created before its Pod
      And only Pods web-0 and web-1 were created

    Example: [5] a Pod whose claim is refused is not created
      Given every StatefulSet has claim template data
      And this exists:
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata: { name: no-claims }
        spec: { hard: { persistentvolumeclaims: "0" } }
        """
      When StatefulSet web is created with 2 replicas
      Then no Pods were created
      And no claims exist
      And event FailedCreate was recorded about StatefulSet web
      And nothing else changed

    Example: [6] a Pod of a Parallel set whose claim is refused is not created
      Given every StatefulSet has claim template data
      And this exists:
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata: { name: no-claims }
        spec: { hard: { persistentvolumeclaims: "0" } }
        """
      When StatefulSet web is created with 2 replicas and:
        """
        podManagementPolicy: Parallel
        """
      Then no Pods were created
      And nothing else changed

    Example: [7] a Pod is created once its claim can be created
      Given every StatefulSet has claim template data
      And this exists:
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata: { name: no-claims }
        spec: { hard: { persistentvolumeclaims: "0" } }
        """
      And StatefulSet web with 1 replica
      When quota no-claims is deleted
      Then only Pod web-0 was created
      And each claim was created before its Pod
      And nothing else changed

    Example: [8] one claim of two is not enough for a Pod
      Given every StatefulSet has claim templates data and log
      And this exists:
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: log-web-0, finalizers: [<hold-finalizer>] }
        spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Mi } } }
        """
      And claim log-web-0 is deleted
      When StatefulSet web is created with 1 replica
      Then no Pods were created
      And event FailedCreate was recorded about StatefulSet web

  @SS-STO-003
  Rule: Every Pod MUST have, for each claim template, a volume of that name which uses the claim of its own ordinal

    Example: [9] each Pod uses its own two claims
      Given every StatefulSet has claim templates data and log
      When StatefulSet web is created with 2 replicas
      Then Pod web-0 uses claim data-web-0 as volume data
      And Pod web-0 uses claim log-web-0 as volume log
      And Pod web-1 uses claim data-web-1 as volume data
      And Pod web-1 uses claim log-web-1 as volume log

    @feature-StatefulSetStartOrdinal
    Example: [10] ordinals that do not start at zero use their own claims
      Given every StatefulSet has claim template data
      When StatefulSet web is created with 2 replicas and:
        """
        ordinals: { start: 3 }
        """
      Then Pod web-3 uses claim data-web-3 as volume data
      And Pod web-4 uses claim data-web-4 as volume data

  @SS-STO-004
  Rule: Where the Pod template has a volume with the name of a claim template, the claim MUST take its place

    Example: [11] an emptyDir with the name of a claim template is dropped
      Given every StatefulSet has claim template data
      When StatefulSet web is created with 1 replica and:
        """
        template: { spec: { volumes: [{ name: data, emptyDir: {} }] } }
        """
      Then Pod web-0 uses claim data-web-0 as volume data
      And only claim data-web-0 exists
      And only Pod web-0 was created
      And nothing else changed

    Example: [12] another claim with the name of a claim template is dropped
      Given every StatefulSet has claim template data
      When StatefulSet web is created with 1 replica and:
        """
        template: { spec: { volumes: [{ name: data, persistentVolumeClaim: { claimName: shared } }] } }
        """
      Then Pod web-0 uses claim data-web-0 as volume data
      And only claim data-web-0 exists

  @SS-STO-005
  Rule: A new claim MUST have the labels, annotations and spec of its template, overridden by the selector labels

    Background:
      Given every StatefulSet has:
        """
        podManagementPolicy: Parallel
        volumeClaimTemplates:
          - metadata:
              name: data
              labels: { tier: db, app: other }
              annotations: { example.com/note: kept }
            spec:
              storageClassName: <no-class>
              accessModes: [ReadWriteMany, ReadOnlyMany]
              resources: { requests: { storage: 3Mi } }
        """

    Example: [13] a new claim has the labels and annotations of its template
      When StatefulSet web is created with 2 replicas
      Then claim data-web-1 has:
        | metadata.labels.tier                   | db   |
        | metadata.labels.app                    | web  |
        | metadata.annotations[example.com/note] | kept |
      And claim data-web-0 has:
        | metadata.labels | {"app":"web","tier":"db"} |

    Example: [14] a new claim has the class, access modes and size of its template
      When StatefulSet web is created with 1 replica
      Then claim data-web-0 has:
        | spec.storageClassName           | <no-class>      |
        | spec.accessModes                | ["ReadWriteMany","ReadOnlyMany"]  |
        | spec.resources.requests.storage | 3Mi                               |

    Example: [15] a claim whose template has no labels has the selector labels
      When StatefulSet web is created with 1 replica and:
        """
        volumeClaimTemplates:
          - metadata: { name: data }
            spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Mi } } }
        """
      Then claim data-web-0 has:
        | metadata.labels | {"app":"web"} |
