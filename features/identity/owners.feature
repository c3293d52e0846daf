@IDN
Feature: Owners
  A Pod belongs to the one StatefulSet that its name and its owner reference both tell of.
  Labels alone make nobody an owner.

  @SS-IDN-008
  Rule: Every Pod MUST have its set, by name and UID, as its one controlling owner that blocks deletion

    Example: [1] at first deployment
      When StatefulSet web is created with 2 replicas
      Then Pod web-0 is owned by StatefulSet web
      And Pod web-1 is owned by StatefulSet web
      And Pods web-0 to web-1 were created, in this order
      And nothing else changed

    Example: [2] a replacement
      Given StatefulSet web with 1 replica
      When Pod web-0 is deleted
      Then Pod web-0 is new
      And Pod web-0 is owned by StatefulSet web

    @needs-gc
    Example: [3] the set is another object of the same name
      Given StatefulSet web with 2 replicas
      When StatefulSet web is deleted with Orphan propagation
      Then Pod web-1 is owned by nobody
      When StatefulSet web is created again
      Then Pod web-0 is owned by StatefulSet web
      And Pod web-1 is owned by StatefulSet web
      And Pods web-0 to web-1 are the same as before

  @SS-IDN-018
  Rule: Of two sets that select the same labels each MUST manage only Pods of its own name whose controller it is

    Background:
      Given every StatefulSet has:
        """
        selector: { matchLabels: { app: shared } }
        template: { metadata: { labels: { app: shared } } }
        """

    Example: [4] a sibling arrives whose name looks like a Pod
      Given StatefulSet web with 2 replicas
      When StatefulSet web-1 is created with 2 replicas
      Then only Pods web-1-0 to web-1-1 were created, in this order
      And Pod web-1-0 is owned by StatefulSet web-1
      And StatefulSet web reports:
        """
        replicas: 2
        readyReplicas: 2
        """
      And nothing else changed

    Example: [5] a sibling is scaled away
      Given StatefulSet web with 2 replicas
      And StatefulSet web-1 with 2 replicas
      When StatefulSet web is scaled to 0
      Then only Pods web-1 to web-0 were deleted, in this order
      And StatefulSet web-1 reports:
        """
        replicas: 2
        readyReplicas: 2
        """
      And nothing else changed

    Example: [6] a Pod that bears a sibling's name is not adopted
      Given this exists:
        """
        apiVersion: v1
        kind: Pod
        metadata: { name: web-1-0, labels: { app: shared } }
        spec: { containers: [{ name: main, image: "statefulset-conformance/workload:1" }] }
        """
      When StatefulSet web is created with 2 replicas
      Then Pod web-1-0 is owned by nobody
      And StatefulSet web reports:
        """
        replicas: 2
        """
      And Pods web-0 to web-1 were created, in this order
      And nothing else changed
