@UPD
Feature: Partition
  With a partition only Pods at or above it take part in a rolling update: a canary, or an update in phases.
  The Pods below keep the old revision.

  @SS-UPD-008
  Rule: A rolling update MUST update exactly the Pods whose ordinal is ordinals.start + partition or higher

    Example: [1] the Pods below the partition keep running as they are
      Given every StatefulSet has:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 3}}
        """
      And StatefulSet web with 5 replicas
      When the Pod template of StatefulSet web changes
      Then only Pods web-4 and web-3 were deleted
      And only Pods web-4 and web-3 were created
      And Pods web-3 and web-4 run the new template
      And Pods web-0 to web-2 run the old template
      And nothing else changed

    Example: [3] a partition of 0 holds back no Pod
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 0}}
        """
      When the Pod template of StatefulSet web changes
      Then only Pods web-2 to web-0 were deleted
      And only Pods web-2 to web-0 were created
      And Pods web-0 to web-2 run the new template
      And nothing else changed

    Example: [4] a partition of replicas - 1 lets the highest Pod through: a canary
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
        """
      When the Pod template of StatefulSet web changes
      Then only Pod web-2 was deleted
      And only Pod web-2 was created
      And Pod web-2 runs the new template
      And Pods web-0 and web-1 run the old template
      And nothing else changed

    Example: [5] a set whose selector has expressions only is updated from the partition upwards
      Given StatefulSet web with 3 replicas and:
        """
        selector: {matchLabels: null, matchExpressions: [{key: app, operator: In, values: [web, other]}]}
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 1}}
        """
      When the Pod template of StatefulSet web changes
      Then only Pods web-2 and web-1 were deleted
      And only Pods web-2 and web-1 were created
      And Pods web-1 and web-2 run the new template
      And Pod web-0 runs the old template
      And nothing else changed

  @SS-UPD-011
  Rule: While the partition is replicas or more, a template change MUST do nothing but record a new update revision

    Example: [2] a partition of replicas holds back all Pods
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 3}}
        """
      When the Pod template of StatefulSet web changes
      Then no Pods were deleted
      And StatefulSet web has a new update revision
      And nothing else changed

    Example: [6] a partition far above replicas holds back all Pods of a Parallel set
      Given StatefulSet web with 2 replicas and:
        """
        podManagementPolicy: Parallel
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 100}}
        """
      When the Pod template of StatefulSet web changes
      Then no Pods were deleted
      And StatefulSet web has a new update revision
      And StatefulSet web reports:
        """
        {currentReplicas: 2, updatedReplicas: 0}
        """
      And nothing else changed

  @SS-UPD-012
  Rule: Lowering the partition MUST update the Pods that it frees, and no others

    Example: [7] lowering the partition by one starts a canary
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 3}}
        """
      And the Pod template of StatefulSet web changes
      When these fields of StatefulSet web are set:
        """
        {updateStrategy: {rollingUpdate: {partition: 2}}}
        """
      Then only Pod web-2 was deleted
      And only Pod web-2 was created
      And Pod web-2 runs the new template
      And nothing else changed

    Example: [8] lowering the partition to 0 promotes the canary, which is not restarted
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
        """
      And the Pod template of StatefulSet web changes
      When these fields of StatefulSet web are set:
        """
        {updateStrategy: {rollingUpdate: {partition: 0}}}
        """
      Then only Pods web-1 and web-0 were deleted
      And only Pods web-1 and web-0 were created
      And each Pod was deleted only after the one before was replaced and ready
      And Pods web-0 to web-2 run the new template
      And nothing else changed

    Example: [9] removing the rollingUpdate block frees all Pods of a Parallel set
      Given StatefulSet web with 3 replicas and:
        """
        podManagementPolicy: Parallel
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 3}}
        """
      And the Pod template of StatefulSet web changes
      When these fields of StatefulSet web are set:
        """
        {updateStrategy: {rollingUpdate: null}}
        """
      Then only Pods web-2 to web-0 were deleted
      And only Pods web-2 to web-0 were created
      And Pods web-0 to web-2 run the new template
      And nothing else changed

    Example: [10] lowering a partition that was raised updates only what it frees for the first time
      Given StatefulSet web with 4 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
        """
      And the Pod template of StatefulSet web changes
      And these fields of StatefulSet web are set:
        """
        {updateStrategy: {rollingUpdate: {partition: 4}}}
        """
      When these fields of StatefulSet web are set:
        """
        {updateStrategy: {rollingUpdate: {partition: 1}}}
        """
      Then only Pod web-1 was deleted
      And only Pod web-1 was created
      And Pod web-1 runs the new template
      And nothing else changed

  @SS-UPD-012
  Rule: Raising the partition MUST leave updated Pods alone

    Example: [11] raising the partition takes no update back
      Given StatefulSet web with 4 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
        """
      And the Pod template of StatefulSet web changes
      When these fields of StatefulSet web are set:
        """
        {updateStrategy: {rollingUpdate: {partition: 4}}}
        """
      Then no Pods were deleted
      And Pods web-2 and web-3 run the new template
      And nothing else changed

    Example: [12] raising the partition while an update waits stops it
      Given StatefulSet web with 3 replicas
      And Pod web-2 will not become ready
      And the Pod template of StatefulSet web changes
      And these fields of StatefulSet web are set:
        """
        {updateStrategy: {rollingUpdate: {partition: 3}}}
        """
      When Pod web-2 becomes ready
      Then no Pods were deleted
      And Pod web-2 runs the new template
      And nothing else changed

  @SS-UPD-040
  Rule: A partition MUST only divide a set once, into low Pods left alone and high Pods replaced one after the other
    Misconception: Partition is a third strategy, by which a set has several partitions that update in parallel. Actual
    behaviour: it is one number of RollingUpdate.

    Example: [13] the Pods above the partition of a Parallel set are replaced one after the other
      Given StatefulSet web with 5 replicas and:
        """
        podManagementPolicy: Parallel
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
        """
      When the Pod template of StatefulSet web changes
      Then only Pods web-4 to web-2 were deleted
      And each Pod was deleted only after the one before was replaced and ready
      And only Pods web-4 to web-2 were created
      And nothing else changed

    Example: [14] a Pod above the partition that is not ready holds back the others above it
      Given StatefulSet web with 5 replicas and:
        """
        podManagementPolicy: Parallel
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
        """
      And Pod web-4 will not become ready
      When the Pod template of StatefulSet web changes
      Then only Pod web-4 was deleted
      And only Pod web-4 was created
      And nothing else changed

  @SS-UPD-041
  Rule: Without a change of the partition a rolling update MUST reach all Pods
    Misconception: a rolling update has to be driven by stepping the partition down. Actual behaviour: the partition is 0
    by default, and stepping it is one way to make a canary.

    Example: [15] the default partition is 0, and one template change updates all Pods
      Given StatefulSet web with 3 replicas
      When the Pod template of StatefulSet web changes
      Then StatefulSet web has:
        | spec.updateStrategy.rollingUpdate.partition | 0 |
      And only Pods web-2 to web-0 were deleted
      And only Pods web-2 to web-0 were created
      And nothing else changed
