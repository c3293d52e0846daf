@ECO
Feature: StatefulSet and Deployment
  Misconceptions: the controller watches ReplicaSets; a StatefulSet differs from a Deployment by serviceName only; Pods
  that are orphaned are no longer scheduled. Actual behaviour: each Rule below.

  @SS-ECO-010
  Rule: A StatefulSet MUST manage its Pods itself, without a ReplicaSet between

    Example: [1] the owner of each Pod, old and new, is the set
      Given StatefulSet web with 2 replicas
      When the Pod template of StatefulSet web changes
      Then only Pods web-1 to web-0 were created
      And Pod web-0 is owned by StatefulSet web
      And Pod web-1 is owned by StatefulSet web

  @SS-ECO-010
  Rule: The spec of a StatefulSet MUST have a policy, a retention policy and a strategy of its own

    Example: [2] the defaults of a set
      Given StatefulSet web with 1 replica
      When this request is sent:
        """
        GET statefulsets/web
        """
      Then the API server answered with:
        | spec.serviceName                                      | web           |
        | spec.podManagementPolicy                              | OrderedReady  |
        | spec.updateStrategy.type                              | RollingUpdate |
        | spec.persistentVolumeClaimRetentionPolicy.whenDeleted | Retain        |
        | spec.strategy                                         | <absent>      |
        | spec.progressDeadlineSeconds                          | <absent>      |
      And nothing else changed

    Example: [3] the strategy of a Deployment is no field of a set
      Given StatefulSet web with 1 replica
      When this request is sent:
        """
        PATCH statefulsets/web?fieldValidation=Strict as merge-patch+json
        spec: { strategy: { type: Recreate }, paused: true }
        """
      Then the API server rejected the request with 422 Invalid
      And no Pods were deleted
      And nothing else changed

  @SS-ECO-010
  Rule: Orphaned Pods MUST keep running

    @needs-gc
    Example: [4] the Pods of a set that is deleted with propagation Orphan run on
      Given StatefulSet web with 2 replicas
      When StatefulSet web is deleted with Orphan propagation
      Then no StatefulSets exist
      And Pods web-0 and web-1 are the same as before
      And Pod web-1 is owned by nobody
      And Pod web-0 is owned by nobody
      And every Pod has:
        | status.phase | Running |
      And nothing else changed
