@ORD
Feature: Ordered creation
  OrderedReady is the default policy: a StatefulSet grows one Pod at a time, lowest ordinal first.
  Every step waits until all Pods below are Running and Ready.

  @SS-ORD-001
  Rule: Pods MUST be created one after another in ascending ordinal order

    Example: [1] a new set is created from the lowest ordinal upwards
      When StatefulSet web is created with 4 replicas
      Then only Pods web-0 to web-3 were created
      And each Pod was created only after every lower one was ready
      And nothing else changed

    Example: [2] Pods are added from the lowest ordinal upwards
      Given StatefulSet web with 1 replica
      When StatefulSet web is scaled to 4
      Then only Pods web-1 to web-3 were created
      And each Pod was created only after every lower one was ready
      And nothing else changed

    Example: [12] Pods are created by number, not by name
      When StatefulSet web is created with 11 replicas
      Then only Pods web-0 to web-10 were created
      And nothing else changed

  @SS-ORD-002
  Rule: A Pod MUST NOT be created before every lower ordinal is Running and Ready

    Example: [3] the second Pod waits for the first
      Given Pod web-0 will not become ready
      When StatefulSet web is created with 3 replicas
      Then only Pod web-0 was created
      And nothing else changed

    Example: [14] the third Pod waits for the second
      Given Pod web-1 will not become ready
      When StatefulSet web is created with 3 replicas
      Then only Pods web-0 and web-1 were created
      And nothing else changed

    Example: [4] creation continues once the lower Pod is ready
      Given Pod web-0 will not become ready
      And StatefulSet web with 3 replicas
      When Pod web-0 becomes ready
      Then only Pods web-1 and web-2 were created
      And nothing else changed

    Example: [5] a Pod that cannot run holds back the next
      When StatefulSet web is created with 2 replicas and:
        """
        template: {spec: {nodeSelector: {<no-node>: "true"}}}
        """
      Then only Pod web-0 was created
      And nothing else changed

    @needs-kubelet
    Example: [15] a readiness probe counts, without a readiness gate
      Given every StatefulSet has:
        """
        template: {spec: {readinessGates: null}}
        """
      And every container has:
        """
        readinessProbe: {exec: {command: [/workload, ran-for, "3"]}, periodSeconds: 1}
        """
      When StatefulSet web is created with 3 replicas
      Then only Pods web-0 to web-2 were created
      And each Pod was created only after every lower one was ready
      And nothing else changed

  @SS-ORD-003
  Rule: Creation MUST pause when an earlier Pod stops being Ready before the next one is launched

    Example: [6] every lower Pod counts, not only the last one
      Given Pod web-1 will not become ready
      And StatefulSet web with 3 replicas
      And Pod web-0 becomes unready
      When Pod web-1 becomes ready
      Then no Pods were created
      And nothing else changed

    Example: [7] creation continues once the earlier Pod has recovered
      Given Pod web-1 will not become ready
      And StatefulSet web with 3 replicas
      And Pod web-0 becomes unready
      And Pod web-1 becomes ready
      When Pod web-0 becomes ready
      Then only Pod web-2 was created
      And nothing else changed

  @SS-ORD-004
  Rule: Scaling up MUST do nothing but create the missing higher ordinals

    Example: [8] scaling from two to five adds the ordinals 2 to 4
      Given StatefulSet web with 2 replicas
      When StatefulSet web is scaled to 5
      Then only Pods web-2 to web-4 were created
      And Pods web-0 and web-1 are the same as before
      And nothing else changed

  @SS-ORD-005
  Rule: Scaling up MUST halt while a Pod in range is unhealthy

    Example: [9] no Pod is added while another one is unready
      Given StatefulSet web with 1 replica
      And Pod web-0 becomes unready
      When StatefulSet web is scaled to 3
      Then no Pods were created
      And nothing else changed

    Example: [13] every Pod in range counts for scaling up, not only the first or the last one
      Given StatefulSet web with 3 replicas
      And Pod web-1 becomes unready
      When StatefulSet web is scaled to 5
      Then no Pods were created
      And nothing else changed

    Example: [10] scaling up continues once the Pod has recovered
      Given StatefulSet web with 1 replica
      And Pod web-0 becomes unready
      And StatefulSet web is scaled to 3
      When Pod web-0 becomes ready
      Then only Pods web-1 and web-2 were created
      And nothing else changed

  @SS-ORD-022
  Rule: Creation MUST be ordered by the readiness of the Pods, with no init container involved
    Misconception: ordered deployment is made with init containers. Actual behaviour: the controller looks at phase and
    readiness of the lower ordinals; an init container only delays the readiness of its own Pod.

    Example: [11] a template without init containers is ordered too
      When StatefulSet web is created with 3 replicas
      Then only Pods web-0 to web-2 were created
      And each Pod was created only after every lower one was ready
      And Pod web-0 has:
        | spec.initContainers | <absent> |
