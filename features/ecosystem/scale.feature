@ECO
Feature: Scale subresource
  kubectl, autoscalers and disruption budgets know no StatefulSet: they read and write its scale.

  @SS-ECO-001
  Rule: The scale subresource MUST show the replicas of spec and status and the selector

    Example: [1] a set that is whole
      Given StatefulSet web with 3 replicas
      When this request is sent:
        """
        GET statefulsets/web/scale
        """
      Then the API server answered with:
        | apiVersion      | autoscaling/v1 |
        | kind            | Scale          |
        | metadata.name   | web            |
        | spec.replicas   | 3              |
        | status.replicas | 3              |
        | status.selector | app=web        |
      And nothing else changed

    Example: [2] a set of which Pods are missing, and whose selector has expressions only
      Given Pod web-1 will not become ready
      And StatefulSet web with 4 replicas and:
        """
        selector: {matchLabels: null, matchExpressions: [{key: app, operator: In, values: [web, other]}]}
        """
      When this request is sent:
        """
        GET statefulsets/web/scale
        """
      Then the API server answered with:
        | spec.replicas   | 4                  |
        | status.replicas | 2                  |
        | status.selector | app in (other,web) |
      And nothing else changed

  @SS-ECO-001
  Rule: A write to the scale subresource MUST act like a change of spec.replicas

    Example: [3] a new scale creates Pods in order
      Given StatefulSet web with 1 replica
      When this request is sent:
        """
        PUT statefulsets/web/scale
        apiVersion: autoscaling/v1
        kind: Scale
        metadata: { name: web, namespace: <namespace> }
        spec: { replicas: 3 }
        """
      Then the API server answered with:
        | spec.replicas | 3 |
      And StatefulSet web has:
        | spec.replicas | 3 |
      And only Pods web-1 to web-2 were created
      And nothing else changed

    Example: [4] a patched scale deletes Pods in order
      Given StatefulSet web with 3 replicas
      When this request is sent:
        """
        PATCH statefulsets/web/scale as merge-patch+json
        spec: { replicas: 1 }
        """
      Then only Pods web-2 to web-1 were deleted
      And StatefulSet web has:
        | spec.replicas | 1 |
      And nothing else changed

    Example: [5] a negative scale is refused
      Given StatefulSet web with 1 replica
      When this request is sent:
        """
        PATCH statefulsets/web/scale as merge-patch+json
        spec: { replicas: -1 }
        """
      Then the API server rejected the request with 422 Invalid
      And StatefulSet web has:
        | spec.replicas | 1 |
      And nothing else changed

    Example: [6] a scale that somebody has written meanwhile is refused
      Given StatefulSet web with 1 replica
      When this request is sent:
        """
        PUT statefulsets/web/scale
        apiVersion: autoscaling/v1
        kind: Scale
        metadata: { name: web, namespace: <namespace>, resourceVersion: "1" }
        spec: { replicas: 3 }
        """
      Then the API server rejected the request with 409 Conflict
      And no Pods were created
      And nothing else changed
