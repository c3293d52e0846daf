@IDN
Feature: Identity labels
  Labels identify a Pod: its name, its index, and the revision that it was built from.
  A Service can select one replica by them, and a user can follow an update.

  @SS-IDN-005
  Rule: Every Pod MUST carry the label statefulset.kubernetes.io/pod-name with its own name

    Example: [1] each new Pod has its own name in the pod-name label
      When StatefulSet web is created with 3 replicas
      Then every Pod has:
        | metadata.labels[statefulset.kubernetes.io/pod-name] | <name> |
      And only Pods web-0 to web-2 were created
      And nothing else changed

    Example: [2] a pod-name label in the template is overridden
      When StatefulSet web is created with 2 replicas and:
        """
        template: { metadata: { labels: { statefulset.kubernetes.io/pod-name: web-7 } } }
        """
      Then every Pod has:
        | metadata.labels[statefulset.kubernetes.io/pod-name] | <name> |
      And only Pods web-0 and web-1 were created
      And nothing else changed

    @needs-endpoints
    Example: [3] a Service that selects a pod-name label reaches one replica
      Given this exists:
        """
        apiVersion: v1
        kind: Service
        metadata: { name: second }
        spec:
          clusterIP: None
          selector: { statefulset.kubernetes.io/pod-name: web-1 }
          ports: [{ port: 80 }]
        """
      When StatefulSet web is created with 3 replicas
      Then Service second reaches only Pod web-1

  @SS-IDN-006 @feature-PodIndexLabel
  Rule: Every new Pod MUST carry the label apps.kubernetes.io/pod-index with its ordinal as a decimal string

    Example: [4] the pod-index label counts from zero
      When StatefulSet web is created with 3 replicas
      Then every Pod has:
        | metadata.labels[apps.kubernetes.io/pod-index] | <ordinal> |
      And only Pods web-0 to web-2 were created
      And nothing else changed

    @feature-StatefulSetStartOrdinal
    Example: [5] the pod-index label counts from the start ordinal
      When StatefulSet web is created with 2 replicas and:
        """
        ordinals: { start: 3 }
        """
      Then every Pod has:
        | metadata.labels[apps.kubernetes.io/pod-index] | <ordinal> |
      And only Pods web-3 and web-4 were created
      And nothing else changed

  @SS-IDN-007
  Rule: The label controller-revision-hash of every Pod MUST be the full name of the revision that it was built from

    Example: [6] Pods of a new set name their revision
      When StatefulSet web is created with 2 replicas
      Then Pods web-0 and web-1 run the new template
      And only Pods web-0 and web-1 were created
      And nothing else changed

    Example: [7] Pods made from a new template name the new revision
      Given StatefulSet web with 2 replicas
      When the Pod template of StatefulSet web changes
      Then StatefulSet web has a new update revision
      And Pods web-0 and web-1 run the new template

    Example: [8] Pods below the partition name the old revision
      Given StatefulSet web with 2 replicas and:
        """
        updateStrategy: { rollingUpdate: { partition: 1 } }
        """
      When the Pod template of StatefulSet web changes
      Then Pod web-1 runs the new template
      And Pod web-0 runs the old template
      And Pod web-0 is the same as before

  @SS-IDN-011
  Rule: A pod-name label that was removed or changed on a live Pod MUST be put back on that same Pod

    Example: [9] a removed pod-name label is put back
      Given StatefulSet web with 2 replicas
      When Pod web-0 is patched with:
        """
        metadata: { labels: { statefulset.kubernetes.io/pod-name: null } }
        """
      Then Pod web-0 has:
        | metadata.labels[statefulset.kubernetes.io/pod-name] | web-0 |
      And Pod web-0 is the same as before
      And no Pods were deleted
      And nothing else changed

    Example: [10] a changed pod-name label is put back
      Given StatefulSet web with 2 replicas
      When Pod web-1 is patched with:
        """
        metadata: { labels: { statefulset.kubernetes.io/pod-name: web-0 } }
        """
      Then Pod web-1 has:
        | metadata.labels[statefulset.kubernetes.io/pod-name] | web-1 |
      And Pod web-1 is the same as before
      And no Pods were deleted
      And nothing else changed

  @SS-IDN-012 @feature-PodIndexLabel
  Rule: A Pod that lacks its pod-index label, or carries a wrong one, MUST NOT be replaced for it

    Example: [11] a Pod whose pod-index label was removed is kept
      Given StatefulSet web with 2 replicas
      When Pod web-0 is patched with:
        """
        metadata: { labels: { apps.kubernetes.io/pod-index: null } }
        """
      Then Pod web-0 is the same as before
      And no Pods were deleted
      And nothing else changed

    Example: [12] a Pod whose pod-index label was changed is kept
      Given StatefulSet web with 2 replicas
      When Pod web-0 is patched with:
        """
        metadata: { labels: { apps.kubernetes.io/pod-index: "7" } }
        """
      Then Pod web-0 is the same as before
      And no Pods were deleted
      And nothing else changed
