@IDN
Feature: Owners
  A Pod belongs to the one StatefulSet that both its name and its owner reference name.
  Labels alone do not make a set the owner of a Pod.

  @SS-IDN-008
  Rule: Every Pod MUST have its set, by name and UID, as its one controlling owner that blocks deletion

    Example: [1] the Pods of a new set are owned by it
      When StatefulSet web is created with 2 replicas
      Then Pod web-0 is owned by StatefulSet web
      And Pod web-1 is owned by StatefulSet web
      And only Pods web-0 and web-1 were created
      And nothing else changed

    Example: [2] a replacement is owned by the set
      Given StatefulSet web with 1 replica
      When Pod web-0 is deleted
      Then Pod web-0 is new
      And Pod web-0 is owned by StatefulSet web

    @needs-gc
    Example: [3] orphans are owned by a new set of the same name
      Given StatefulSet web with 2 replicas
      When StatefulSet web is deleted with Orphan propagation
      Then Pod web-1 is owned by nobody
      When StatefulSet web is created again
      Then Pod web-0 is owned by StatefulSet web
      And Pod web-1 is owned by StatefulSet web
      And Pods web-0 and web-1 are the same as before

  @SS-IDN-018
  Rule: Each of two sets that select the same labels MUST manage only the Pods of its own name that it controls

    Background:
      Given every StatefulSet has:
        """
        selector: { matchLabels: { app: shared } }
        template: { metadata: { labels: { app: shared } } }
        """

    Example: [4] a second set whose name looks like a Pod of the first creates its own Pods
      Given StatefulSet web with 2 replicas
      When StatefulSet web-1 is created with 2 replicas
      Then only Pods web-1-0 to web-1-1 were created
      And Pod web-1-0 is owned by StatefulSet web-1
      And StatefulSet web reports:
        """
        replicas: 2
        readyReplicas: 2
        """
      And nothing else changed

    Example: [5] scaling one of two such sets leaves the other alone
      Given StatefulSet web with 2 replicas
      And StatefulSet web-1 with 2 replicas
      When StatefulSet web is scaled to 0
      Then only Pods web-1 and web-0 were deleted
      And StatefulSet web-1 reports:
        """
        replicas: 2
        readyReplicas: 2
        """
      And nothing else changed

    Example: [6] a Pod named like one of another set is not adopted
      Given this exists:
        """
        apiVersion: v1
        kind: Pod
        metadata: { name: web-1-0, labels: { app: shared } }
        spec: { containers: [{ name: main, image: "<image>" }] }
        """
      When StatefulSet web is created with 2 replicas
      Then Pod web-1-0 is owned by nobody
      And StatefulSet web reports:
        """
        replicas: 2
        """
      And only Pods web-0 and web-1 were created
      And nothing else changed
