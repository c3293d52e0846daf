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
