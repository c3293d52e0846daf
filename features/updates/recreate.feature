@UPD
Feature: Recreate
  With the strategy Recreate a changed Pod template takes down the whole set before the first Pod of it is created: Pods
  of two templates never run at the same time. It is alpha in Kubernetes 1.37, behind StatefulSetRecreateStrategy.

  @SS-UPD-036 @feature-StatefulSetRecreateStrategy
  Rule: A change of the template MUST delete all Pods of other revisions together before any new one is created

    Background:
      Given every StatefulSet has:
        """
        updateStrategy: {type: Recreate}
        """

    Example: [1] all Pods are deleted although none is gone yet
      Given StatefulSet web with 3 replicas
      And deletion of Pods web-0 to web-2 is held by a finalizer
      When the Pod template of StatefulSet web changes
      Then only Pods web-0 to web-2 were deleted
      And no Pods were created
      And nothing else changed

    Example: [2] no Pod is created while the last old one is terminating
      Given StatefulSet web with 3 replicas
      And deletion of Pods web-0 to web-2 is held by a finalizer
      And the Pod template of StatefulSet web changes
      When the finalizer of Pods web-0 and web-1 is removed
      Then no Pods were created
      And nothing else changed

    Example: [3] all Pods come back from the new template
      Given StatefulSet web with 3 replicas
      When the Pod template of StatefulSet web changes
      Then only Pods web-0 to web-2 were deleted
      And only Pods web-0 to web-2 were created
      And Pods web-0 to web-2 run the new template
      And nothing else changed

    Example: [4] unready Pods delay nothing
      Given Pod web-1 will not become ready
      And StatefulSet web with 3 replicas and:
        """
        podManagementPolicy: Parallel
        """
      When the Pod template of StatefulSet web changes
      Then only Pods web-0 to web-2 were deleted
      And only Pods web-0 to web-2 were created
      And nothing else changed

    Example: [5] surplus Pods go with the others
      Given StatefulSet web with 3 replicas
      And deletion of Pods web-0 to web-2 is held by a finalizer
      When these fields of StatefulSet web are set:
        """
        {replicas: 1, template: {metadata: {annotations: {version: b}}}}
        """
      Then only Pods web-0 to web-2 were deleted
      And no Pods were created
      And nothing else changed

    Example: [6] a broken update needs no help to be left behind
      Given StatefulSet web with 2 replicas
      And Pod web-0 will not become ready
      And the Pod template of StatefulSet web changes
      When the Pod template of StatefulSet web changes
      Then only Pod web-0 was deleted
      And only Pod web-0 was created
      And Pod web-0 runs the new template
      And nothing else changed

  @SS-UPD-037 @feature-StatefulSetRecreateStrategy
  Rule: The new Pods MUST be created as the pod management policy says

    Background:
      Given every StatefulSet has:
        """
        updateStrategy: {type: Recreate}
        """

    Example: [7] one after the other under OrderedReady
      Given StatefulSet web with 3 replicas
      When the Pod template of StatefulSet web changes
      Then only Pods web-0, web-1 and web-2 were created, in this order
      And each Pod was created only after every lower one was ready

    Example: [8] the next waits for a Pod that does not become ready under OrderedReady
      Given StatefulSet web with 3 replicas
      And Pod web-0 will not become ready
      When the Pod template of StatefulSet web changes
      Then only Pods web-0 to web-2 were deleted
      And only Pod web-0 was created
      And nothing else changed

    Example: [9] all at once under Parallel
      Given StatefulSet web with 3 replicas and:
        """
        podManagementPolicy: Parallel
        """
      And Pod web-0 will not become ready
      When the Pod template of StatefulSet web changes
      Then only Pods web-0 to web-2 were deleted
      And only Pods web-0 to web-2 were created
      And nothing else changed

  @SS-UPD-037 @feature-StatefulSetRecreateStrategy
  Rule: A switch of the strategy alone MUST start no rollout

    Example: [10] from RollingUpdate to Recreate
      Given StatefulSet web with 2 replicas
      When these fields of StatefulSet web are set:
        """
        {updateStrategy: {type: Recreate, rollingUpdate: null}}
        """
      Then no Pods were deleted
      And no Pods were created
      And nothing else changed

    Example: [11] from Recreate to RollingUpdate
      Given StatefulSet web with 2 replicas and:
        """
        updateStrategy: {type: Recreate}
        """
      When these fields of StatefulSet web are set:
        """
        {updateStrategy: {type: RollingUpdate}}
        """
      Then no Pods were deleted
      And no Pods were created
      And nothing else changed

    Example: [12] what waited under OnDelete is a change of the template
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: OnDelete}
        """
      And deletion of Pods web-0 to web-2 is held by a finalizer
      And the Pod template of StatefulSet web changes
      When these fields of StatefulSet web are set:
        """
        {updateStrategy: {type: Recreate}}
        """
      Then only Pods web-0 to web-2 were deleted
      And no Pods were created
      And nothing else changed

  @SS-UPD-038 @feature-StatefulSetRecreateStrategy
  Rule: The set MUST report in a condition Progressing how far a Recreate is

    Background:
      Given every StatefulSet has:
        """
        updateStrategy: {type: Recreate}
        """

    Example: [13] a set whose template never changed has no condition
      When StatefulSet web is created with 2 replicas
      Then StatefulSet web has:
        | status.conditions | <absent> |
      And only Pods web-0 and web-1 were created
      And nothing else changed

    Example: [14] in progress while old Pods are terminating
      Given StatefulSet web with 2 replicas
      And deletion of Pods web-0 and web-1 is held by a finalizer
      When the Pod template of StatefulSet web changes
      Then StatefulSet web has:
        | status.conditions[0].type   | Progressing        |
        | status.conditions[0].status | True               |
        | status.conditions[0].reason | RecreateInProgress |

    Example: [15] in progress while a new Pod is not ready
      Given StatefulSet web with 2 replicas
      And Pod web-1 will not become ready
      When the Pod template of StatefulSet web changes
      Then StatefulSet web has:
        | status.conditions[0].type   | Progressing        |
        | status.conditions[0].status | True               |
        | status.conditions[0].reason | RecreateInProgress |

    Example: [16] complete once all Pods are ready
      Given StatefulSet web with 2 replicas
      When the Pod template of StatefulSet web changes
      Then StatefulSet web has:
        | status.conditions[0].type   | Progressing       |
        | status.conditions[0].status | False             |
        | status.conditions[0].reason | RecreateCompleted |
      And StatefulSet web reports:
        """
        {currentReplicas: 2, updatedReplicas: 2}
        """

  @SS-UPD-038 @feature-StatefulSetRecreateStrategyOff
  Rule: Where the feature is off, the type MUST be refused

    Example: [17] when a set is created
      When StatefulSet web is created with 1 replica and:
        """
        updateStrategy: {type: Recreate}
        """
      Then the API server rejected the request with 422 Invalid
      And no StatefulSets exist

    Example: [18] when a set is changed
      Given StatefulSet web with 1 replica
      When these fields of StatefulSet web are set:
        """
        {updateStrategy: {type: Recreate, rollingUpdate: null}}
        """
      Then the API server rejected the request with 422 Invalid
      And StatefulSet web has:
        | spec.updateStrategy.type | RollingUpdate |
      And nothing else changed

  @SS-UPD-038 @feature-StatefulSetRecreateStrategy
  Rule: The type MUST NOT be combined with rollingUpdate

    Example: [19] a partition
      When StatefulSet web is created with 1 replica and:
        """
        updateStrategy: {type: Recreate, rollingUpdate: {partition: 1}}
        """
      Then the API server rejected the request with 422 Invalid
      And no StatefulSets exist
