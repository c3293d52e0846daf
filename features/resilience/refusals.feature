@RES
Feature: Refused requests
  An API server may refuse what the controller asks for, for a while: a quota, an admission webhook, an overload.

  @SS-RES-009
  Rule: Errors in creating Pods or claims MUST be retried until they clear

    Example: [1] a quota that is lifted
      Given this exists:
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata: { name: no-pods }
        spec: { hard: { pods: "0" } }
        """
      And StatefulSet web with 2 replicas
      When quota no-pods is deleted
      Then only Pods web-0 to web-1 were created, in this order
      And nothing else changed

    @needs-refusals
    Example: [2] an API server that fails for a while
      Given the API server answers each create of pods by the controller with 500 InternalError
      And StatefulSet web with 2 replicas
      When the API server answers the controller again
      Then only Pods web-0 to web-1 were created, in this order
      And nothing else changed

    @needs-refusals @needs-default-class
    Example: [3] claims that are refused for a while
      Given every StatefulSet has claim template data
      And the API server answers each create of persistentvolumeclaims by the controller with 403 Forbidden
      And StatefulSet web with 2 replicas
      When the API server answers the controller again
      Then only Pods web-0 to web-1 were created
      And only claims data-web-0 and data-web-1 exist
      And each claim was created before its Pod
      And nothing else changed

    @needs-refusals
    Example: [4] an overloaded API server
      Given the API server answers each create of pods by the controller with 429 TooManyRequests
      And StatefulSet web with 3 replicas and:
        """
        podManagementPolicy: Parallel
        """
      When the API server answers the controller again
      Then only Pods web-0 to web-2 were created
      And nothing else changed

    @needs-refusals
    Example: [5] a webhook that calls Pods invalid for a while
      Given the API server answers each create of pods by the controller with 422 Invalid
      And StatefulSet web with 1 replica
      When the API server answers the controller again
      Then only Pod web-0 was created
      And nothing else changed

    @needs-refusals
    Example: [6] a single conflict
      Given the API server answers the next create of pods by the controller with 409 Conflict
      When StatefulSet web is created with 2 replicas
      Then only Pods web-0 to web-1 were created
      And nothing else changed

    @needs-refusals
    Example: [7] a replacement that is refused once
      Given StatefulSet web with 3 replicas
      And the API server answers the next create of pods by the controller with 500 InternalError
      When Pod web-1 is deleted
      Then only Pod web-1 was created
      And Pod web-1 is new
      And nothing else changed

    @needs-refusals
    Example: [8] an API server that answers late
      Given the API server answers each create of pods by the controller with a delay of 1 second
      When StatefulSet web is created with 2 replicas
      And 4 seconds pass
      Then only Pods web-0 to web-1 were created
      And nothing else changed

  @SS-RES-014 @needs-refusals
  Rule: A deletion that is refused MUST be retried until it is accepted

    Example: [9] a scale-down that is forbidden for a while
      Given StatefulSet web with 3 replicas
      And the API server answers each delete of pods by the controller with 403 Forbidden
      And StatefulSet web is scaled to 1
      When the API server answers the controller again
      Then only Pods web-2 to web-1 were deleted
      And nothing else changed

    Example: [10] a scale-down of a Parallel set that is refused once
      Given StatefulSet web with 4 replicas and:
        """
        podManagementPolicy: Parallel
        """
      And the API server answers the next delete of pods by the controller with 500 InternalError
      When StatefulSet web is scaled to 1
      Then only Pods web-3 to web-1 were deleted
      And nothing else changed

    Example: [11] an update that is throttled for a while
      Given StatefulSet web with 2 replicas
      And the API server answers each delete of pods by the controller with 429 TooManyRequests
      And the Pod template of StatefulSet web changes
      When the API server answers the controller again
      Then only Pods web-1 to web-0 were deleted
      And Pods web-0 and web-1 run the new template

    Example: [12] a failed Pod whose deletion conflicts once
      Given StatefulSet web with 2 replicas
      And the API server answers the next delete of pods by the controller with 409 Conflict
      When Pod web-0 fails
      Then only Pod web-0 was deleted
      And only Pod web-0 was created
      And nothing else changed

    Example: [13] a deletion that is answered late
      Given StatefulSet web with 3 replicas
      And the API server answers each delete of pods by the controller with a delay of 1 second
      When StatefulSet web is scaled to 1
      And 4 seconds pass
      Then only Pods web-2 to web-1 were deleted
      And nothing else changed

  @SS-RES-015 @needs-refusals
  Rule: A status that is refused MUST be written again until it is accepted

    Example: [14] the first status of a set is refused once
      Given the API server answers the next update of statefulsets/status by the controller with 500 InternalError
      When StatefulSet web is created with 2 replicas
      Then only Pods web-0 to web-1 were created
      And StatefulSet web reports:
        """
        {replicas: 2, readyReplicas: 2, updatedReplicas: 2}
        """
      And nothing else changed

    Example: [15] a status conflicts with another write
      Given StatefulSet web with 1 replica
      And the API server answers the next update of statefulsets/status by the controller with 409 Conflict
      When StatefulSet web is scaled to 2
      Then StatefulSet web reports:
        """
        {replicas: 2, readyReplicas: 2}
        """
      And only Pod web-1 was created
      And nothing else changed
