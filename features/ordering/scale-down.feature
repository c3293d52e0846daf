@ORD
Feature: Ordered scale-down
  OrderedReady shrinks a StatefulSet one Pod at a time, highest ordinal first.
  No Pod is removed while a remaining Pod is unhealthy.

  @SS-ORD-006
  Rule: Surplus Pods MUST be deleted in descending numeric order

    Example: [1] surplus Pods are deleted by number, not by name
      Given StatefulSet web with 12 replicas
      When StatefulSet web is scaled to 9
      Then only Pods web-11 to web-9 were deleted
      And nothing else changed

    Example: [17] surplus Pods are deleted by number, not by age
      Given StatefulSet web with 3 replicas
      And Pod web-0 is deleted
      When StatefulSet web is scaled to 2
      Then only Pod web-2 was deleted
      And Pods web-0 and web-1 are the same as before
      And nothing else changed

  @SS-ORD-007
  Rule: The next lower surplus Pod MUST be deleted only after the higher one has gone

    Example: [2] each deletion waits until the Pod before it is gone
      Given StatefulSet web with 4 replicas
      When StatefulSet web is scaled to 1
      Then only Pods web-3 to web-1 were deleted
      And each Pod was deleted only after the one before was gone

    Example: [3] a Pod held by a finalizer holds back the next deletion
      Given StatefulSet web with 3 replicas
      And deletion of Pod web-2 is held by a finalizer
      When StatefulSet web is scaled to 1
      Then only Pod web-2 was deleted
      And nothing else changed

    Example: [4] scaling down continues once that Pod is gone
      Given StatefulSet web with 3 replicas
      And deletion of Pod web-2 is held by a finalizer
      And StatefulSet web is scaled to 1
      When the finalizer of Pod web-2 is removed
      Then only Pod web-1 was deleted
      And nothing else changed

    @needs-node-fault
    Example: [21] a Pod on a lost node holds back the next deletion until the node returns
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
        """
      And these fields of StatefulSet web are set:
        """
        template:
          spec:
            nodeSelector: { <spare-node>: "true" }
            tolerations:
              - { key: <spare-node>, operator: Exists, effect: NoSchedule }
              - { key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 1 }
              - { key: node.kubernetes.io/not-ready, operator: Exists, effect: NoExecute, tolerationSeconds: 1 }
        """
      And the node of Pod web-2 is lost
      When StatefulSet web is scaled to 1
      Then no Pods were deleted
      When the node of Pod web-2 returns
      Then only Pod web-1 was deleted
      And nothing else changed

  @SS-ORD-008
  Rule: A surplus Pod MUST NOT be deleted while a Pod that is to stay is unhealthy

    Example: [5] one unready Pod that stays blocks scaling down
      Given StatefulSet web with 3 replicas
      And Pod web-0 becomes unready
      When StatefulSet web is scaled to 1
      Then no Pods were deleted
      And nothing else changed

    Example: [20] every Pod that stays counts, not only the first or the last one
      Given StatefulSet web with 4 replicas
      And Pod web-1 becomes unready
      When StatefulSet web is scaled to 3
      Then no Pods were deleted
      And nothing else changed

    Example: [6] scaling down continues once the Pod has recovered
      Given StatefulSet web with 3 replicas
      And Pod web-0 becomes unready
      And StatefulSet web is scaled to 1
      When Pod web-0 becomes ready
      Then only Pods web-2 and web-1 were deleted
      And nothing else changed

    Example: [7] scaling down stops half-way when a Pod that stays becomes unready
      Given StatefulSet web with 3 replicas
      And deletion of Pod web-2 is held by a finalizer
      And StatefulSet web is scaled to 1
      And Pod web-0 becomes unready
      When the finalizer of Pod web-2 is removed
      Then no Pods were deleted
      And nothing else changed

  @SS-ORD-009
  Rule: An unhealthy surplus Pod MUST be removed if no lower Pod is unhealthy

    Example: [8] an unready highest Pod does not block its own removal
      Given StatefulSet web with 3 replicas
      And Pod web-2 becomes unready
      When StatefulSet web is scaled to 2
      Then only Pod web-2 was deleted
      And nothing else changed

  @SS-ORD-010
  Rule: An unhealthy highest surplus Pod MUST wait while a lower surplus Pod is unhealthy too

    Example: [9] two unready surplus Pods block each other, regardless of the Pods between them
      Given StatefulSet web with 5 replicas
      And Pods web-2 and web-4 become unready
      When StatefulSet web is scaled to 2
      Then no Pods were deleted
      And nothing else changed

    Example: [10] two unready surplus Pods are removed once the higher one is ready
      Given StatefulSet web with 4 replicas
      And Pods web-2 and web-3 become unready
      And StatefulSet web is scaled to 2
      When Pod web-3 becomes ready
      Then only Pods web-3 and web-2 were deleted
      And nothing else changed

    Example: [11] two unready surplus Pods are removed once the lower one is ready
      Given StatefulSet web with 4 replicas
      And Pods web-2 and web-3 become unready
      And StatefulSet web is scaled to 2
      When Pod web-2 becomes ready
      Then only Pods web-3 and web-2 were deleted
      And nothing else changed

  @SS-ORD-011
  Rule: A healthy surplus Pod MUST be removed although a lower surplus Pod is unhealthy
    The task page on scaling says that a set is not scaled down while any of its Pods is unhealthy. The controller
    looks at the Pods that stay and at the Pod whose turn it is.

    Example: [12] an unready surplus Pod does not block the removal of a higher one
      Given StatefulSet web with 4 replicas
      And Pod web-2 becomes unready
      When StatefulSet web is scaled to 2
      Then only Pods web-3 and web-2 were deleted
      And nothing else changed

  @SS-ORD-017
  Rule: Scaling to zero MUST remove nothing but the Pods, in descending order

    @needs-default-class
    Example: [13] a set of three is scaled to zero
      Given every StatefulSet has claim template data
      And StatefulSet web with 3 replicas
      When StatefulSet web is scaled to 0
      Then only Pods web-2 to web-0 were deleted
      And claims data-web-0, data-web-1 and data-web-2 are the same as before
      And StatefulSet web reports:
        """
        {replicas: 0, readyReplicas: 0}
        """
      And nothing else changed

    Example: [14] a set is created with zero replicas
      When StatefulSet web is created with 0 replicas
      Then no Pods were created
      And StatefulSet web has a new update revision
      And StatefulSet web reports:
        """
        {replicas: 0}
        """
      And nothing else changed

  @SS-ORD-019
  Rule: Pods MUST be deleted with their own grace period, never forced

    Example: [15] a scale-down deletes with the grace period of the Pod
      Given StatefulSet web with 2 replicas and:
        """
        template: {spec: {terminationGracePeriodSeconds: 60}}
        """
      When StatefulSet web is scaled to 1
      Then Pod web-1 was deleted with a grace period of 60 seconds

    Example: [18] an update deletes with the grace period of the Pod
      Given StatefulSet web with 1 replica and:
        """
        template: {spec: {terminationGracePeriodSeconds: 60}}
        """
      When the Pod template of StatefulSet web changes
      Then Pod web-0 was deleted with a grace period of 60 seconds

    Example: [22] the grace period is that of the Pod, not that of the present template
      Given StatefulSet web with 2 replicas and:
        """
        updateStrategy: {type: OnDelete}
        template: {spec: {terminationGracePeriodSeconds: 60}}
        """
      And these fields of StatefulSet web are set:
        """
        template: {spec: {terminationGracePeriodSeconds: 90}}
        """
      When StatefulSet web is scaled to 1
      Then Pod web-1 was deleted with a grace period of 60 seconds

  @SS-ORD-021 @feature-StatefulSetStartOrdinal
  Rule: Pods below the first ordinal MUST be removed like those above the last, in descending order

    Example: [19] surplus Pods on both sides are removed from the top
      Given StatefulSet web with 4 replicas
      When these fields of StatefulSet web are set:
        """
        {replicas: 2, ordinals: {start: 1}}
        """
      Then only Pods web-3 and web-0 were deleted
      And each Pod was deleted only after the one before was gone
      And Pods web-1 and web-2 are the same as before
      And nothing else changed

    Example: [16] the range moves up and narrows
      Given StatefulSet web with 4 replicas
      When these fields of StatefulSet web are set:
        """
        {replicas: 2, ordinals: {start: 2}}
        """
      Then only Pods web-1 and web-0 were deleted
      And each Pod was deleted only after the one before was gone
      And nothing else changed
