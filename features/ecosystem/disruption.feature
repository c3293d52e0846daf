@ECO @needs-disruption
Feature: Disruption budgets
  A budget limits evictions, by which nodes are drained. It binds nobody who deletes: neither users nor the controller.

  @SS-ECO-004
  Rule: A disruption budget MUST limit evictions of the set's Pods by their owner's replicas

    Example: [1] an eviction within the budget, after which the Pod comes back
      Given StatefulSet web with 3 replicas
      And this exists:
        """
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: web }
        spec: { minAvailable: 2, selector: { matchLabels: { app: web } } }
        """
      When Pod web-1 is evicted
      Then Pod web-1 is new
      And only Pod web-1 was created
      And nothing else changed

    Example: [2] an eviction while a Pod is unready
      Given StatefulSet web with 3 replicas
      And this exists:
        """
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: web }
        spec: { minAvailable: 2, selector: { matchLabels: { app: web } } }
        """
      And Pod web-0 becomes unready
      When Pod web-1 is evicted
      Then the API server rejected the request with 429 TooManyRequests
      And no Pods were deleted
      And nothing else changed

    Example: [3] a second eviction before the first Pod is replaced
      Given deletion of Pod web-2 is held by a finalizer
      And StatefulSet web with 3 replicas
      And this exists:
        """
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: web }
        spec: { maxUnavailable: 1, selector: { matchLabels: { app: web } } }
        """
      When Pods web-2 and web-1 are evicted
      Then the API server rejected the request with 429 TooManyRequests
      And only Pod web-2 was deleted
      And nothing else changed

    Example: [4] a percentage is one of the replicas that the set should have, not of the Pods that there are
      Given Pod web-2 will not become ready
      And StatefulSet web with 8 replicas
      And this exists:
        """
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: web }
        spec: { minAvailable: 25%, selector: { matchLabels: { app: web } } }
        """
      When Pod web-0 is evicted
      Then the API server rejected the request with 429 TooManyRequests
      And no Pods were deleted
      And nothing else changed

    Example: [5] a scale-up makes room for an eviction
      Given StatefulSet web with 2 replicas
      And this exists:
        """
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: web }
        spec: { minAvailable: 2, selector: { matchLabels: { app: web } } }
        """
      And StatefulSet web is scaled to 3
      When Pod web-0 is evicted
      Then Pod web-0 is new
      And only Pod web-0 was created
      And nothing else changed

  @SS-ECO-004
  Rule: A disruption budget MUST NOT limit the controller's own deletions

    Background:
      Given this exists:
        """
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: web }
        spec: { maxUnavailable: 0, selector: { matchLabels: { app: web } } }
        """

    Example: [6] a scale-down under a budget of none
      Given StatefulSet web with 3 replicas
      When StatefulSet web is scaled to 1
      Then only Pods web-2 to web-1 were deleted
      And nothing else changed

    Example: [7] a rolling update under a budget of none
      Given StatefulSet web with 2 replicas
      When the Pod template of StatefulSet web changes
      Then only Pods web-1 to web-0 were deleted
      And only Pods web-1 to web-0 were created
      And nothing else changed

    Example: [8] a failed Pod under a budget of none
      Given StatefulSet web with 2 replicas and:
        """
        podManagementPolicy: Parallel
        """
      When Pod web-1 fails
      Then only Pod web-1 was deleted
      And only Pod web-1 was created
      And nothing else changed
