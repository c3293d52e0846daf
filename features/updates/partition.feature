@UPD
Feature: Partition
  With a partition only Pods at or above it take part in a rolling update: a canary, or an update in phases.
  The Pods below keep the old revision.

  @SS-UPD-008
  Rule: Only Pods whose ordinal is at or above the partition MUST be updated

    Example: [1] the Pods below keep running as they are
      Given every StatefulSet has:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 3}}
        """
      And StatefulSet web with 5 replicas
      When the Pod template of StatefulSet web changes
      Then Pods web-4 to web-3 were deleted, in this order
      And Pods web-4 to web-3 were created, in this order
      And Pods web-3 to web-4 run the new template
      And Pods web-0 to web-2 run the old template
      And nothing else changed

    Example: [2] a partition above all Pods holds all of them
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 3}}
        """
      When the Pod template of StatefulSet web changes
      Then no Pod was deleted
      And StatefulSet web has a new update revision
      And nothing else changed
