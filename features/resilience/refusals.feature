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
