@UPD
Feature: Scaling during a staged update
  A set may be scaled while a partition holds back an update. The partition counts places: each new Pod has the
  revision of its place.

  @SS-UPD-014
  Rule: A Pod of a new ordinal MUST have the current revision below the partition and the update revision from it upwards

    Example: [1] a set that is staged as a whole grows beyond its partition
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 4}}
        """
      And the Pod template of StatefulSet web changes
      When StatefulSet web is scaled to 6
      Then only Pods web-3 to web-5 were created
      And Pods web-0 to web-3 run the old template
      And Pods web-4 and web-5 run the new template
      And nothing else changed

    Example: [2] a Parallel set grows below its partition
      Given StatefulSet web with 1 replica and:
        """
        podManagementPolicy: Parallel
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 3}}
        """
      And the Pod template of StatefulSet web changes
      When StatefulSet web is scaled to 3
      Then only Pods web-1 and web-2 were created
      And Pods web-0 to web-2 run the old template
      And nothing else changed

    Example: [3] Pods that were scaled away come back as they were
      Given StatefulSet web with 4 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
        """
      And the Pod template of StatefulSet web changes
      And StatefulSet web is scaled to 1
      When StatefulSet web is scaled to 4
      Then only Pods web-1 to web-3 were created
      And Pods web-0 and web-1 run the old template
      And Pods web-2 and web-3 run the new template
      And nothing else changed

    Example: [4] replicas and partition grow in one write
      Given StatefulSet web with 2 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 1}}
        """
      And the Pod template of StatefulSet web changes
      When these fields of StatefulSet web are set:
        """
        {replicas: 4, updateStrategy: {rollingUpdate: {partition: 3}}}
        """
      Then only Pods web-2 and web-3 were created
      And Pods web-1 and web-3 run the new template
      And Pod web-2 has:
        | metadata.annotations.version | <absent> |
      And nothing else changed

    Example: [5] replicas grow and the partition falls in one write
      Given StatefulSet web with 2 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
        """
      And the Pod template of StatefulSet web changes
      When these fields of StatefulSet web are set:
        """
        {replicas: 3, updateStrategy: {rollingUpdate: {partition: 1}}}
        """
      Then only Pods web-2 and web-1 were created
      And only Pod web-1 was deleted
      And Pod web-2 was ready before Pod web-1 was deleted
      And Pods web-1 and web-2 run the new template
      And nothing else changed

    Example: [6] replicas and partition fall in one write
      Given StatefulSet web with 4 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 4}}
        """
      And the Pod template of StatefulSet web changes
      When these fields of StatefulSet web are set:
        """
        {replicas: 2, updateStrategy: {rollingUpdate: {partition: 1}}}
        """
      Then only Pods web-3, web-2 and web-1 were deleted
      And only Pod web-1 was created
      And Pod web-1 runs the new template
      And nothing else changed

  @SS-UPD-015
  Rule: Scaling to zero MUST complete a staged update: all Pods created later have the update revision

    Example: [7] a set with a canary is scaled to zero and back
      Given StatefulSet web with 4 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
        """
      And the Pod template of StatefulSet web changes
      And StatefulSet web is scaled to 0
      When StatefulSet web is scaled to 2
      Then only Pods web-0 and web-1 were created
      And Pods web-0 and web-1 run the new template
      And nothing else changed

    Example: [8] a Parallel set that is staged as a whole is scaled to zero and back
      Given StatefulSet web with 2 replicas and:
        """
        podManagementPolicy: Parallel
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
        """
      And the Pod template of StatefulSet web changes
      And StatefulSet web is scaled to 0
      When StatefulSet web is scaled to 2
      Then only Pods web-0 and web-1 were created
      And Pods web-0 and web-1 run the new template
      And nothing else changed

    Example: [9] a template changes while there are no replicas
      Given StatefulSet web with 0 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
        """
      And the Pod template of StatefulSet web changes
      When StatefulSet web is scaled to 2
      Then only Pods web-0 and web-1 were created
      And Pods web-0 and web-1 run the new template
      And nothing else changed

  @SS-UPD-013 @feature-StatefulSetStartOrdinal
  Rule: The partition MUST count from ordinals.start

    Background:
      Given every StatefulSet has:
        """
        ordinals: {start: 3}
        """

    Example: [10] the partition protects as many Pods as it says, from the first one
      Given StatefulSet web with 4 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
        """
      When the Pod template of StatefulSet web changes
      Then only Pods web-6 and web-5 were deleted
      And only Pods web-6 and web-5 were created
      And Pods web-3 and web-4 run the old template
      And nothing else changed

    Example: [11] a partition of replicas holds back all Pods
      Given StatefulSet web with 2 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
        """
      When the Pod template of StatefulSet web changes
      Then no Pods were deleted
      And StatefulSet web has a new update revision
      And nothing else changed

    Example: [12] lost Pods on both sides of the partition come back as they were
      Given StatefulSet web with 4 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
        """
      And the Pod template of StatefulSet web changes
      When Pods web-4 and web-5 are deleted
      Then only Pods web-4 and web-5 were created
      And Pods web-3 and web-4 run the old template
      And Pods web-5 and web-6 run the new template
      And nothing else changed

    Example: [13] the partition moves with the start ordinal
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
        """
      And the Pod template of StatefulSet web changes
      When these fields of StatefulSet web are set:
        """
        {ordinals: {start: 2}}
        """
      Then only Pods web-2 and web-4 were created
      And only Pods web-5 and web-4 were deleted
      And Pod web-2 has:
        | metadata.annotations.version | <absent> |
      And Pod web-4 runs the new template
      And nothing else changed
