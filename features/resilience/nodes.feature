@RES
Feature: Lost nodes
  The Pods of an unreachable node may still run. At-most-one semantics keep their identities taken until the node
  returns, or a user removes the node or the Pods. No other Pod of the suite runs on the node that is lost.

  @SS-RES-007 @needs-node-fault
  Rule: A Pod on a lost node MUST NOT be replaced before its object is removed

    Example: [1] a Pod on a lost node is replaced only once the node is back
      Given StatefulSet web with 1 replica and:
        """
        template:
          spec:
            nodeSelector: { <spare-node>: "true" }
            tolerations:
              - { key: <spare-node>, operator: Exists, effect: NoSchedule }
              - { key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 1 }
              - { key: node.kubernetes.io/not-ready, operator: Exists, effect: NoExecute, tolerationSeconds: 1 }
        """
      When the node of Pod web-0 is lost
      Then no Pods were created
      And Pod web-0 is the same as before
      When the node of Pod web-0 returns
      Then Pod web-0 is new

    Example: [2] the Pods of a Parallel set on a lost node are not replaced elsewhere
      Given StatefulSet web with 2 replicas and:
        """
        podManagementPolicy: Parallel
        template:
          spec:
            nodeSelector: { <spare-node>: "true" }
            tolerations:
              - { key: <spare-node>, operator: Exists, effect: NoSchedule }
              - { key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 1 }
              - { key: node.kubernetes.io/not-ready, operator: Exists, effect: NoExecute, tolerationSeconds: 1 }
        """
      When the node of Pod web-0 is lost
      Then no Pods were created
      And Pods web-0 and web-1 are the same as before
      When the node of Pod web-0 returns
      Then Pods web-0 and web-1 are new
