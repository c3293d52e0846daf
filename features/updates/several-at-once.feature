@UPD @feature-MaxUnavailableStatefulSet
Feature: Several Pods at once
  A rolling update with maxUnavailable may have so many Pods down at a time. Every Pod in range that is unavailable
  counts, for whatever reason. Where deletion is held by a finalizer, Pods that were deleted stay down.

  @SS-UPD-026
  Rule: A rolling update of a Parallel set MUST replace up to maxUnavailable Pods at a time, and never more

    Example: [1] the two highest Pods go together, and no third
      Given StatefulSet web with 5 replicas and:
        """
        podManagementPolicy: Parallel
        updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 2}}
        """
      And deletion of Pods web-0 to web-4 is held by a finalizer
      When the Pod template of StatefulSet web changes
      Then only Pods web-4 and web-3 were deleted
      And no Pods were created
      And nothing else changed

    Example: [2] Pods below the partition are left alone
      Given StatefulSet web with 4 replicas and:
        """
        podManagementPolicy: Parallel
        updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 3, partition: 2}}
        """
      And deletion of Pods web-0 to web-3 is held by a finalizer
      When the Pod template of StatefulSet web changes
      Then only Pods web-3 and web-2 were deleted
      And no Pods were created
      And nothing else changed

    Example: [3] a number above the replicas takes down all Pods at once
      Given StatefulSet web with 3 replicas and:
        """
        podManagementPolicy: Parallel
        updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 7}}
        """
      And deletion of Pods web-0 to web-2 is held by a finalizer
      When the Pod template of StatefulSet web changes
      Then only Pods web-2 to web-0 were deleted
      And no Pods were created
      And nothing else changed

    Example: [4] the update goes on until all Pods are replaced
      Given StatefulSet web with 5 replicas and:
        """
        podManagementPolicy: Parallel
        updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 2}}
        """
      When the Pod template of StatefulSet web changes
      Then only Pods web-4 to web-0 were deleted
      And only Pods web-4 to web-0 were created
      And Pods web-0 to web-4 run the new template
      And nothing else changed

  @SS-UPD-027
  Rule: Every unavailable Pod in range MUST count against maxUnavailable

    Background:
      Given every StatefulSet has:
        """
        podManagementPolicy: Parallel
        """

    Example: [5] a Pod below the partition that is not ready counts
      Given Pod web-0 will not become ready
      And StatefulSet web with 4 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 2, partition: 2}}
        """
      And deletion of Pods web-2 and web-3 is held by a finalizer
      When the Pod template of StatefulSet web changes
      Then only Pod web-3 was deleted
      And nothing else changed

    Example: [6] nothing is deleted while as many Pods are down as may be
      Given Pods web-0 and web-1 will not become ready
      And StatefulSet web with 4 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 2, partition: 2}}
        """
      When the Pod template of StatefulSet web changes
      Then no Pods were deleted
      And StatefulSet web has a new update revision
      And nothing else changed

    Example: [7] a Pod that the user has deleted counts until it is gone and replaced
      Given StatefulSet web with 4 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 2}}
        """
      And deletion of Pods web-0 to web-3 is held by a finalizer
      And Pod web-0 is deleted
      When the Pod template of StatefulSet web changes
      Then only Pod web-3 was deleted
      And no Pods were created
      And nothing else changed

    Example: [8] an updated Pod that does not become ready counts
      Given StatefulSet web with 5 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 2}}
        """
      And Pod web-4 will not become ready
      And deletion of Pods web-2 to web-0 is held by a finalizer
      When the Pod template of StatefulSet web changes
      Then only Pods web-4, web-3 and web-2 were deleted
      And only Pods web-4 and web-3 were created
      And nothing else changed

  @SS-UPD-028
  Rule: Under Parallel another stale Pod MUST be deleted as soon as an updated one becomes available

    Background:
      Given every StatefulSet has:
        """
        podManagementPolicy: Parallel
        updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 2}}
        """

    Example: [9] the higher Pod is replaced first
      Given StatefulSet web with 5 replicas
      And deletion of Pods web-0 to web-4 is held by a finalizer
      And the Pod template of StatefulSet web changes
      When the finalizer of Pod web-4 is removed
      Then only Pod web-4 was created
      And only Pod web-2 was deleted
      And nothing else changed

    Example: [10] the lower Pod is replaced first
      Given StatefulSet web with 5 replicas
      And deletion of Pods web-0 to web-4 is held by a finalizer
      And the Pod template of StatefulSet web changes
      When the finalizer of Pod web-3 is removed
      Then only Pod web-3 was created
      And only Pod web-2 was deleted
      And nothing else changed

    Example: [11] a Pod that becomes ready late frees its place
      Given StatefulSet web with 4 replicas
      And deletion of Pods web-0 and web-1 is held by a finalizer
      And Pods web-2 and web-3 will not become ready
      And the Pod template of StatefulSet web changes
      When Pod web-2 becomes ready
      Then only Pod web-1 was deleted
      And no Pods were created
      And nothing else changed

  @SS-UPD-029
  Rule: Under OrderedReady the Pods of a batch MUST be deleted together from the top and created one by one from below

    Background:
      Given every StatefulSet has:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 2}}
        """

    Example: [12] the two highest Pods are deleted together
      Given StatefulSet web with 5 replicas
      And deletion of Pods web-0 to web-4 is held by a finalizer
      When the Pod template of StatefulSet web changes
      Then only Pods web-4 and web-3 were deleted, in this order
      And no Pods were created
      And nothing else changed

    Example: [13] the higher Pod of a batch is not created before the lower one
      Given StatefulSet web with 4 replicas
      And deletion of Pods web-2 and web-3 is held by a finalizer
      And the Pod template of StatefulSet web changes
      When the finalizer of Pod web-3 is removed
      Then no Pods were created
      And no Pods were deleted
      And nothing else changed

    Example: [14] each batch is created in ascending order
      Given StatefulSet web with 4 replicas
      When the Pod template of StatefulSet web changes
      Then only Pods web-3 to web-0 were deleted, in this order
      And only Pods web-2, web-3, web-0 and web-1 were created, in this order
      And each Pod was created only after every lower one was ready
      And Pods web-0 to web-3 run the new template
      And nothing else changed

    Example: [15] the next batch waits until the whole batch is available
      Given StatefulSet web with 5 replicas
      And Pod web-4 will not become ready
      When the Pod template of StatefulSet web changes
      Then only Pods web-4 and web-3 were deleted
      And only Pods web-3 and web-4 were created, in this order
      And nothing else changed

    Example: [16] a batch whose lowest Pod does not become ready stays incomplete
      Given StatefulSet web with 4 replicas
      And Pod web-2 will not become ready
      When the Pod template of StatefulSet web changes
      Then only Pods web-3 and web-2 were deleted
      And only Pod web-2 was created
      And nothing else changed

  @SS-UPD-030
  Rule: A percentage MUST be rounded down, to at least one

    Background:
      Given every StatefulSet has:
        """
        podManagementPolicy: Parallel
        """

    Example: [17] half of five is two
      Given StatefulSet web with 5 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 50%}}
        """
      And deletion of Pods web-0 to web-4 is held by a finalizer
      When the Pod template of StatefulSet web changes
      Then only Pods web-4 and web-3 were deleted
      And nothing else changed

    Example: [18] a tenth of five is one
      Given StatefulSet web with 5 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 10%}}
        """
      And deletion of Pods web-0 to web-4 is held by a finalizer
      When the Pod template of StatefulSet web changes
      Then only Pod web-4 was deleted
      And nothing else changed

    Example: [19] a percentage is of the replicas, not of the Pods above the partition
      Given StatefulSet web with 4 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 50%, partition: 1}}
        """
      And deletion of Pods web-0 to web-3 is held by a finalizer
      When the Pod template of StatefulSet web changes
      Then only Pods web-3 and web-2 were deleted
      And nothing else changed

    Example: [20] a set that is scaled up in the middle of an update may have more Pods down
      Given StatefulSet web with 4 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 50%}}
        """
      And deletion of Pods web-0 to web-3 is held by a finalizer
      And the Pod template of StatefulSet web changes
      When StatefulSet web is scaled to 6
      Then only Pods web-4 and web-5 were created
      And only Pod web-1 was deleted
      And nothing else changed

  @SS-UPD-035 @since-1.37
  Rule: Under Parallel stale Pods that are unavailable MUST be replaced first, whatever maxUnavailable says

    Background:
      Given every StatefulSet has:
        """
        podManagementPolicy: Parallel
        """

    Example: [21] unavailable Pods use up the budget and are replaced all the same
      Given Pods web-0 and web-1 will not become ready
      And StatefulSet web with 4 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 2}}
        """
      And deletion of Pods web-0 to web-3 is held by a finalizer
      When the Pod template of StatefulSet web changes
      Then only Pods web-1 and web-0 were deleted
      And no Pods were created
      And nothing else changed

    Example: [22] what is left of the budget is spent on available Pods, the highest first
      Given Pods web-0 and web-1 will not become ready
      And StatefulSet web with 4 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 3}}
        """
      And deletion of Pods web-0 to web-3 is held by a finalizer
      When the Pod template of StatefulSet web changes
      Then only Pods web-3, web-1 and web-0 were deleted
      And no Pods were created
      And nothing else changed

    Example: [23] Pods below the partition are left alone
      Given Pods web-0 and web-1 will not become ready
      And StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 1, partition: 1}}
        """
      And deletion of Pods web-1 and web-2 is held by a finalizer
      When the Pod template of StatefulSet web changes
      Then only Pod web-1 was deleted
      And no Pods were created
      And nothing else changed

    Example: [24] the Pods of a broken update are replaced by the next one
      Given StatefulSet web with 4 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 2}}
        """
      And Pods web-2 and web-3 will not become ready
      And the Pod template of StatefulSet web changes
      When the Pod template of StatefulSet web changes
      Then only Pods web-3 and web-2 were deleted
      And only Pods web-3 and web-2 were created
      And nothing else changed
