@ORD
Feature: Order in recovery
  A Pod that is lost is restored in its place, and order holds while it is restored.
  Creation looks at lower ordinals, removal at the Pods that stay, and both come before updates.

  @SS-ORD-012
  Rule: A missing Pod in range MUST be recreated and healthy before surplus Pods are removed

    Example: [1] the hole is filled first
      Given StatefulSet web with 3 replicas
      And Pod web-0 will linger when deleted
      And Pod web-0 is deleted
      And StatefulSet web is scaled to 2
      When Pod web-0 may go
      Then only Pod web-2 was deleted
      And Pod web-0 was ready before Pod web-2 was deleted

  @SS-ORD-013
  Rule: While a Pod in range terminates, higher Pods MUST NOT be created, surplus Pods removed or Pods updated

    Example: [2] no higher Pod is created
      Given StatefulSet web with 3 replicas
      And Pod web-1 will linger when deleted
      And Pod web-1 is deleted
      When StatefulSet web is scaled to 5
      Then no Pod was created
      And nothing else changed

    Example: [3] no surplus Pod is removed
      Given StatefulSet web with 4 replicas
      And Pod web-1 will linger when deleted
      And Pod web-1 is deleted
      When StatefulSet web is scaled to 2
      Then no Pod was deleted
      And nothing else changed

    Example: [4] no Pod is updated
      Given StatefulSet web with 3 replicas
      And Pod web-1 will linger when deleted
      And Pod web-1 is deleted
      When the Pod template of StatefulSet web changes
      Then no Pod was deleted
      And nothing else changed

    Example: [13] once it is gone, its place is filled before anything else is done
      Given StatefulSet web with 3 replicas
      And Pod web-1 will linger when deleted
      And Pod web-1 is deleted
      And StatefulSet web is scaled to 5
      When Pod web-1 may go
      Then Pods web-1, web-3 and web-4 were created, in this order
      And each was created only after every lower one was ready
      And nothing else changed

    # Before its containers are told to stop, a Pod that terminates is Running and Ready still.
    Example: [15] although it is Running and Ready until its containers stop
      Given every container has:
        """
        lifecycle: { preStop: { sleep: { seconds: 2 } } }
        """
      And StatefulSet web with 3 replicas
      When Pod web-1 is deleted
      And StatefulSet web is scaled to 5
      Then Pods web-1, web-3 and web-4 were created, in this order
      And only Pod web-1 was deleted
      And nothing else changed

  @SS-ORD-014
  Rule: A lost Pod MUST be recreated although higher Pods are unhealthy

    Example: [5] creation looks downwards only
      Given Pod web-1 will not become ready
      And StatefulSet web with 2 replicas
      When Pod web-0 is deleted
      Then only Pod web-0 was created
      And Pod web-1 is the same as before
      And nothing else changed

  @SS-ORD-015
  Rule: A lost Pod MUST be recreated in its place once the lower ones are healthy, without disturbing the higher ones

    Example: [6] a hole in the middle
      Given StatefulSet web with 4 replicas
      When Pod web-1 is deleted
      Then only Pod web-1 was created
      And Pods web-0, web-2 and web-3 are the same as before
      And nothing else changed

    Example: [7] it waits for an unready lower Pod
      Given StatefulSet web with 4 replicas
      And Pod web-0 stops being ready
      When Pod web-1 is deleted
      Then no Pod was created
      And Pods web-0, web-2 and web-3 are the same as before
      And nothing else changed

  @SS-ORD-016
  Rule: Changing direction mid-flight MUST disturb no Pod but the one already terminating

    Example: [8] back up during a scale-down
      Given StatefulSet web with 5 replicas
      And Pod web-4 will linger when deleted
      And StatefulSet web is scaled to 2
      And StatefulSet web is scaled to 5
      When Pod web-4 may go
      Then only Pod web-4 was created
      And Pods web-0 to web-3 are the same as before
      And nothing else changed

    Example: [14] back up, while the Pod still lingers
      Given StatefulSet web with 5 replicas
      And Pod web-4 will linger when deleted
      And StatefulSet web is scaled to 2
      When StatefulSet web is scaled to 5
      Then no Pod was deleted
      And no Pod was created
      And nothing else changed

    Example: [9] back down during a scale-up
      Given Pod web-2 will not become ready
      And StatefulSet web with 1 replica
      And StatefulSet web is scaled to 5
      When StatefulSet web is scaled to 2
      Then only Pod web-2 was deleted
      And no Pod was created
      And nothing else changed

  @SS-ORD-018
  Rule: A Pod MUST NOT be deleted for an update while Pods are still to be created or removed

    Example: [10] a surplus Pod goes first
      Given StatefulSet web with 3 replicas
      And Pod web-2 will linger when deleted
      When these fields of StatefulSet web are set:
        """
        {replicas: 2, template: {metadata: {annotations: {version: two}}}}
        """
      Then only Pod web-2 was deleted
      And nothing else changed

    Example: [11] a missing Pod comes first, from the new template
      Given StatefulSet web with 2 replicas
      And Pod web-2 will not become ready
      When these fields of StatefulSet web are set:
        """
        {replicas: 3, template: {metadata: {annotations: {version: two}}}}
        """
      Then only Pod web-2 was created
      And no Pod was deleted
      And Pod web-2 runs the new template
      And nothing else changed

  @SS-ORD-020
  Rule: There MUST NOT be more Pods in range than replicas at any time

    Example: [12] an update does not surge
      Given StatefulSet web with 3 replicas
      And Pods web-0 to web-2 will linger when deleted
      When the Pod template of StatefulSet web changes
      Then only Pod web-2 was deleted
      And Pods web-0 to web-2 exist
      And nothing else changed
