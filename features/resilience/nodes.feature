@RES
Feature: Lost nodes
  Nobody can know whether the Pods of a silent node still run. So their identities stay taken until the node is heard
  again, or someone says that it is gone for good. The expendable node carries no other Pod of the suite.

  @SS-RES-007 @needs-kubelet @needs-node-fault
  Rule: A Pod on a lost node MUST NOT be replaced before its object is removed

    Example: [1] until the node is heard again
      Given StatefulSet web with 1 replica and:
        """
        template:
          spec:
            nodeSelector: { statefulset-conformance.dev/expendable: "true" }
            tolerations:
              - { key: statefulset-conformance.dev/expendable, operator: Exists, effect: NoSchedule }
              - { key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 1 }
              - { key: node.kubernetes.io/not-ready, operator: Exists, effect: NoExecute, tolerationSeconds: 1 }
        """
      When the node of Pod web-0 is lost
      Then no Pod was created
      And Pod web-0 is the same as before
      When the node of Pod web-0 returns
      Then Pod web-0 is new
