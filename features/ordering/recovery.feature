@ORD
Feature: Order in recovery
  A Pod that is lost is restored in its place, and order holds while it is restored.
  Creation looks at lower ordinals, removal at the Pods that stay, and both come before updates.

  @SS-ORD-012
  Rule: A missing Pod in range MUST be healthy again before surplus Pods are removed

    Example: [1] a gap is filled before the surplus Pod is deleted
      Given StatefulSet web with 3 replicas
      And deletion of Pod web-0 is held by a finalizer
      And Pod web-0 is deleted
      And StatefulSet web is scaled to 2
      When the finalizer of Pod web-0 is removed
      Then only Pod web-2 was deleted
      And Pod web-0 was ready before Pod web-2 was deleted

  @SS-ORD-013
  Rule: While a Pod in range terminates, the controller MUST NOT create a higher Pod, remove a surplus one or update any

    Example: [2] no higher Pod is created while a Pod terminates
      Given StatefulSet web with 3 replicas
      And deletion of Pod web-1 is held by a finalizer
      And Pod web-1 is deleted
      When StatefulSet web is scaled to 5
      Then no Pods were created
      And nothing else changed

    Example: [3] no surplus Pod is removed while a Pod terminates
      Given StatefulSet web with 4 replicas
      And deletion of Pod web-1 is held by a finalizer
      And Pod web-1 is deleted
      When StatefulSet web is scaled to 2
      Then no Pods were deleted
      And nothing else changed

    Example: [4] no Pod is updated while a Pod terminates
      Given StatefulSet web with 3 replicas
      And deletion of Pod web-1 is held by a finalizer
      And Pod web-1 is deleted
      When the Pod template of StatefulSet web changes
      Then no Pods were deleted
      And nothing else changed

    Example: [13] a terminated Pod is replaced before higher Pods are created
      Given StatefulSet web with 3 replicas
      And deletion of Pod web-1 is held by a finalizer
      And Pod web-1 is deleted
      And StatefulSet web is scaled to 5
      When the finalizer of Pod web-1 is removed
      Then only Pods web-1, web-3 and web-4 were created
      And each Pod was created only after every lower one was ready
      And nothing else changed

    # Until its containers get SIGTERM, a terminating Pod is still Running and Ready.
    Example: [15] a terminating Pod counts although its containers still run
      Given every container has:
        """
        lifecycle: { preStop: { sleep: { seconds: 2 } } }
        """
      And StatefulSet web with 3 replicas
      When Pod web-1 is deleted
      And StatefulSet web is scaled to 5
      Then only Pods web-1, web-3 and web-4 were created
      And only Pod web-1 was deleted
      And nothing else changed

  @SS-ORD-014
  Rule: A lost Pod MUST be recreated although higher Pods are unhealthy

    Example: [5] a lost Pod is restored although a higher Pod is unready
      Given Pod web-1 will not become ready
      And StatefulSet web with 2 replicas
      When Pod web-0 is deleted
      Then only Pod web-0 was created
      And Pod web-1 is the same as before
      And nothing else changed

  @SS-ORD-015
  Rule: A lost Pod MUST be recreated in its place as soon as the lower ones are healthy

    Example: [6] a gap in the middle is filled in its place
      Given StatefulSet web with 4 replicas
      When Pod web-1 is deleted
      Then only Pod web-1 was created
      And Pods web-0, web-2 and web-3 are the same as before
      And nothing else changed

    Example: [7] a gap waits for an unready lower Pod
      Given StatefulSet web with 4 replicas
      And Pod web-0 becomes unready
      When Pod web-1 is deleted
      Then no Pods were created
      And Pods web-0, web-2 and web-3 are the same as before
      And nothing else changed

  @SS-ORD-016
  Rule: Scaling back before the end MUST disturb no Pod but the one already terminating

    Example: [8] scaling up again during a scale-down restores only the terminated Pod
      Given StatefulSet web with 5 replicas
      And deletion of Pod web-4 is held by a finalizer
      And StatefulSet web is scaled to 2
      And StatefulSet web is scaled to 5
      When the finalizer of Pod web-4 is removed
      Then only Pod web-4 was created
      And Pods web-0 to web-3 are the same as before
      And nothing else changed

    Example: [14] scaling up again waits for the Pod that still terminates
      Given StatefulSet web with 5 replicas
      And deletion of Pod web-4 is held by a finalizer
      And StatefulSet web is scaled to 2
      When StatefulSet web is scaled to 5
      Then no Pods were deleted
      And no Pods were created
      And nothing else changed

    Example: [9] scaling down during a scale-up removes only the new Pod
      Given Pod web-2 will not become ready
      And StatefulSet web with 1 replica
      And StatefulSet web is scaled to 5
      When StatefulSet web is scaled to 2
      Then only Pod web-2 was deleted
      And no Pods were created
      And nothing else changed

  @SS-ORD-018
  Rule: A Pod MUST NOT be deleted for an update while Pods are still to be created or removed

    Example: [10] a surplus Pod is removed before the update
      Given StatefulSet web with 3 replicas
      And deletion of Pod web-2 is held by a finalizer
      When these fields of StatefulSet web are set:
        """
        {replicas: 2, template: {metadata: {annotations: {version: two}}}}
        """
      Then only Pod web-2 was deleted
      And nothing else changed

    Example: [11] a missing Pod is created before the update, from the new template
      Given StatefulSet web with 2 replicas
      And Pod web-2 will not become ready
      When these fields of StatefulSet web are set:
        """
        {replicas: 3, template: {metadata: {annotations: {version: two}}}}
        """
      Then only Pod web-2 was created
      And no Pods were deleted
      And Pod web-2 runs the new template
      And nothing else changed

  @SS-ORD-020
  Rule: There MUST NOT be more Pods in range than replicas at any time

    Example: [12] an update creates no additional Pod
      Given StatefulSet web with 3 replicas
      And deletion of Pods web-0 to web-2 is held by a finalizer
      When the Pod template of StatefulSet web changes
      Then only Pod web-2 was deleted
      And only Pods web-0 to web-2 exist
      And nothing else changed
