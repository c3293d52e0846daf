@UPD
Feature: Pods lost during a staged update
  A Pod that disappears while an update is staged comes back from the revision that its place has.

  @SS-UPD-009
  Rule: A lost Pod below the partition MUST be created again from the current revision

    Example: [1] the lowest Pod is deleted after the canary
      Given StatefulSet web with 4 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
        """
      And the Pod template of StatefulSet web changes
      When Pod web-0 is deleted
      Then only Pod web-0 was created
      And Pods web-0 and web-1 run the old template
      And Pods web-2 and web-3 run the new template
      And nothing else changed

    # While the only Pod of the old revision is missing, all Pods that exist are updated: kubernetes#119684.
    Example: [2] the only Pod below the partition is deleted
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 1}}
        """
      And the Pod template of StatefulSet web changes
      And deletion of Pod web-0 is held by a finalizer
      And Pod web-0 is deleted
      When the finalizer of Pod web-0 is removed
      Then only Pod web-0 was created
      And Pod web-0 runs the old template
      And StatefulSet web reports:
        """
        {currentReplicas: 1, updatedReplicas: 2}
        """

    Example: [3] all Pods of a set that is staged as a whole are deleted
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 3}}
        """
      And the Pod template of StatefulSet web changes
      When Pods web-0 to web-2 are deleted
      Then only Pods web-0 to web-2 were created
      And Pods web-0 to web-2 run the old template
      And nothing else changed

    Example: [4] all Pods of a Parallel set are deleted after the canary
      Given StatefulSet web with 4 replicas and:
        """
        podManagementPolicy: Parallel
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
        """
      And the Pod template of StatefulSet web changes
      When Pods web-0 to web-3 are deleted
      Then only Pods web-0 to web-3 were created
      And Pods web-0 and web-1 run the old template
      And Pods web-2 and web-3 run the new template
      And nothing else changed

    Example: [5] a Pod below the partition fails
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
        """
      And the Pod template of StatefulSet web changes
      When Pod web-1 fails
      Then only Pod web-1 was deleted
      And only Pod web-1 was created
      And Pods web-0 and web-1 run the old template
      And nothing else changed

    Example: [6] an updated Pod is lost after the partition was raised above it
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 1}}
        """
      And the Pod template of StatefulSet web changes
      And these fields of StatefulSet web are set:
        """
        {updateStrategy: {rollingUpdate: {partition: 3}}}
        """
      When Pod web-2 is deleted
      Then only Pod web-2 was created
      And Pod web-2 has:
        | metadata.annotations.version | <absent> |
      And Pod web-1 runs the new template
      And nothing else changed

    Example: [7] a Pod is lost after two template changes
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
        """
      And the Pod template of StatefulSet web changes
      And the Pod template of StatefulSet web changes
      When Pod web-0 is deleted
      Then only Pod web-0 was created
      And Pod web-0 has:
        | metadata.annotations.version | <absent> |
      And Pod web-2 runs the new template
      And nothing else changed

  @SS-UPD-010
  Rule: An updated Pod at or above the partition that is lost MUST be created again from the update revision

    Example: [8] the canary is deleted
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
        """
      And the Pod template of StatefulSet web changes
      When Pod web-2 is deleted
      Then only Pod web-2 was created
      And Pod web-2 runs the new template
      And Pods web-0 and web-1 run the old template
      And nothing else changed

    Example: [9] all updated Pods are deleted
      Given StatefulSet web with 4 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
        """
      And the Pod template of StatefulSet web changes
      When Pods web-2 and web-3 are deleted
      Then only Pods web-2 and web-3 were created
      And Pods web-2 and web-3 run the new template
      And Pods web-0 and web-1 run the old template
      And nothing else changed

    Example: [10] an updated Pod of a Parallel set fails
      Given StatefulSet web with 3 replicas and:
        """
        podManagementPolicy: Parallel
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 1}}
        """
      And the Pod template of StatefulSet web changes
      When Pod web-1 fails
      Then only Pod web-1 was deleted
      And only Pod web-1 was created
      And Pod web-1 runs the new template
      And nothing else changed
