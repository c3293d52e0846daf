@PMP
Feature: Parallel scaling
  With podManagementPolicy Parallel, Pods are created and removed without waiting for each other.
  Names, claims and at-most-one semantics stay as they are.

  Background:
    Given every StatefulSet has:
      """
      podManagementPolicy: Parallel
      """

  @SS-PMP-001
  Rule: All missing Pods MUST be created without waiting for others to be Running or Ready

    Example: [1] all Pods are created although none is ready
      Given Pods web-0 to web-4 will not become ready
      When StatefulSet web is created with 5 replicas
      Then only Pods web-0 to web-4 were created
      And nothing else changed

    Example: [17] all Pods are created although none can run
      When StatefulSet web is created with 3 replicas and:
        """
        template: {spec: {nodeSelector: {<no-node>: "true"}}}
        """
      Then only Pods web-0 to web-2 were created
      And nothing else changed

  @SS-PMP-002
  Rule: All surplus Pods MUST be deleted without waiting for each other to go

    Example: [2] all surplus Pods are deleted although none is gone
      Given StatefulSet web with 5 replicas
      And deletion of Pods web-1 to web-4 is held by a finalizer
      When StatefulSet web is scaled to 1
      Then only Pods web-1 to web-4 were deleted
      And nothing else changed

    Example: [3] unready surplus Pods are deleted together with ready ones
      Given Pods web-1 and web-3 will not become ready
      And StatefulSet web with 5 replicas
      When StatefulSet web is scaled to 1
      Then only Pods web-1 to web-4 were deleted
      And nothing else changed

  @SS-PMP-003
  Rule: An unhealthy Pod MUST block scaling neither up nor down

    Example: [4] an unready Pod does not block scaling up
      Given Pod web-0 will not become ready
      And StatefulSet web with 1 replica
      When StatefulSet web is scaled to 3
      Then only Pods web-1 and web-2 were created
      And nothing else changed

    Example: [12] an unready Pod that stays does not block scaling down
      Given Pod web-0 will not become ready
      And StatefulSet web with 3 replicas
      When StatefulSet web is scaled to 1
      Then only Pods web-1 and web-2 were deleted
      And nothing else changed

    Example: [5] an unready Pod does not block scaling to zero
      Given Pod web-0 will not become ready
      And StatefulSet web with 3 replicas
      When StatefulSet web is scaled to 0
      Then only Pods web-0 to web-2 were deleted
      And nothing else changed

  @SS-PMP-004
  Rule: A terminating Pod MUST hold back its own ordinal and no other

    Example: [6] scaling up while a Pod terminates creates the new ordinal only
      Given StatefulSet web with 3 replicas
      And deletion of Pod web-1 is held by a finalizer
      And Pod web-1 is deleted
      When StatefulSet web is scaled to 4
      Then only Pod web-3 was created
      And only Pods web-0 to web-3 exist
      And nothing else changed

    Example: [18] other surplus Pods are removed while one terminates
      Given StatefulSet web with 3 replicas
      And deletion of Pod web-0 is held by a finalizer
      And Pod web-0 is deleted
      When StatefulSet web is scaled to 1
      Then only Pods web-1 and web-2 were deleted
      And nothing else changed

    Example: [14] a terminating Pod is not replaced
      Given StatefulSet web with 3 replicas
      And deletion of Pod web-1 is held by a finalizer
      When Pod web-1 is deleted
      Then no Pods were created
      And only Pods web-0 to web-2 exist
      And nothing else changed

    Example: [7] a Pod is replaced once it is gone
      Given StatefulSet web with 3 replicas
      And deletion of Pod web-1 is held by a finalizer
      And Pod web-1 is deleted
      When the finalizer of Pod web-1 is removed
      Then only Pod web-1 was created
      And nothing else changed

  @SS-PMP-009
  Rule: A failed or missing Pod MUST be replaced regardless of the health of others

    Example: [8] a failed Pod is replaced while a lower Pod is unready
      Given Pod web-0 will not become ready
      And StatefulSet web with 3 replicas
      When Pod web-2 fails
      Then only Pod web-2 was created
      And Pod web-2 is new
      And Pods web-0 and web-1 are the same as before
      And nothing else changed

    Example: [13] a deleted Pod is replaced while a lower Pod is unready
      Given Pod web-0 will not become ready
      And StatefulSet web with 3 replicas
      When Pod web-1 is deleted
      Then only Pod web-1 was created
      And Pods web-0 and web-2 are the same as before
      And nothing else changed

  @SS-PMP-008
  Rule: When the first creation is refused, the others MUST NOT be tried in the same pass
    Work goes out in batches of 1, 2, 4 and so on, and an error ends the pass. Only events show which Pods were tried.

    Example: [9] under a full quota only the first Pod is tried
      Given this exists:
        """
        {apiVersion: v1, kind: ResourceQuota, metadata: {name: full}, spec: {hard: {pods: "0"}}}
        """
      When StatefulSet web is created with 20 replicas
      Then no Pods exist
      And only these events were recorded about StatefulSet web:
        | type    | reason       | message |
        | Warning | FailedCreate | web-0   |

  @SS-PMP-011
  Rule: A creation that fails MUST NOT keep the other Pods of its batch from being created

    Example: [19] a name that is taken costs the rest of its batch nothing
      Given Pod web-0 will not become ready
      And this exists:
        """
        apiVersion: v1
        kind: Pod
        metadata: { name: web-1 }
        spec: { containers: [{ name: main, image: <image> }] }
        """
      When StatefulSet web is created with 5 replicas
      Then only Pods web-0 and web-2 were created
      And nothing else changed

  @SS-PMP-012
  Rule: A creation that is refused MUST NOT keep surplus Pods from being removed

    # When the quota has noticed that there is room again is up to the quota controller, so the missing Pod may come much later.
    Example: [20] a surplus Pod is removed though a quota refuses the missing one
      Given StatefulSet web with 3 replicas
      And this exists:
        """
        {apiVersion: v1, kind: ResourceQuota, metadata: {name: full}, spec: {hard: {pods: "2"}}}
        """
      And Pod web-0 is deleted
      When StatefulSet web is scaled to 2
      Then only Pod web-2 was deleted

  @SS-PMP-010
  Rule: Parallel MUST govern creation and scaling under every update strategy
    Misconception: Parallel works only together with OnDelete, or is of no use with rolling updates. Actual behaviour:
    policy and strategy are independent.

    Example: [10] creation under RollingUpdate does not wait
      Given Pods web-0 to web-2 will not become ready
      When StatefulSet web is created with 3 replicas and:
        """
        updateStrategy: {type: RollingUpdate}
        """
      Then only Pods web-0 to web-2 were created

    Example: [11] creation under OnDelete does not wait
      Given Pods web-0 to web-2 will not become ready
      When StatefulSet web is created with 3 replicas and:
        """
        updateStrategy: {type: OnDelete}
        """
      Then only Pods web-0 to web-2 were created

    Example: [15] scaling down under RollingUpdate does not wait
      Given Pod web-0 will not become ready
      And StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: RollingUpdate}
        """
      When StatefulSet web is scaled to 1
      Then only Pods web-1 and web-2 were deleted
      And nothing else changed

    Example: [16] scaling down under OnDelete does not wait
      Given Pod web-0 will not become ready
      And StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: OnDelete}
        """
      When StatefulSet web is scaled to 1
      Then only Pods web-1 and web-2 were deleted
      And nothing else changed
