@DEL
Feature: Release, and Pods that belong to others
  A set manages the Pods that it controls and no other. But names are unique: a Pod that is not the set's keeps its
  ordinal empty for as long as it exists.

  @SS-DEL-009
  Rule: A Pod whose labels no longer match the selector MUST be released and left running

    Example: [1] a Pod that loses its label
      Given StatefulSet web with 2 replicas
      When Pod web-1 is patched with:
        """
        metadata: { labels: { app: null } }
        """
      Then Pod web-1 is owned by nobody
      And Pod web-1 is the same as before
      And no Pods were deleted
      And StatefulSet web reports:
        """
        { replicas: 1, readyReplicas: 1 }
        """
      And nothing else changed

    Example: [2] a released Pod that matches again is adopted again
      Given StatefulSet web with 2 replicas
      And Pod web-1 is patched with:
        """
        metadata: { labels: { app: null } }
        """
      When Pod web-1 is patched with:
        """
        metadata: { labels: { app: web } }
        """
      Then Pod web-1 is owned by StatefulSet web
      And Pod web-1 is the same as before
      And StatefulSet web reports:
        """
        { replicas: 2, readyReplicas: 2 }
        """
      And nothing else changed

    @needs-gc
    Example: [3] a released Pod survives the deletion of its set
      Given StatefulSet web with 2 replicas
      And Pod web-1 is patched with:
        """
        metadata: { labels: { app: null } }
        """
      When StatefulSet web is deleted
      Then only Pod web-0 was deleted
      And only Pod web-1 exists
      And Pod web-1 is the same as before
      And nothing else changed

  @SS-DEL-010
  Rule: While a released Pod exists its ordinal MUST stay empty and the Pod as it is

    Example: [4] the ordinal of a released Pod is not filled
      Given StatefulSet web with 3 replicas
      And Pod web-1 is patched with:
        """
        metadata: { labels: { app: null } }
        """
      When Pod web-0 is deleted
      Then only Pod web-0 was created
      And Pod web-1 is the same as before
      And Pods web-1 and web-2 are the same as before
      And nothing else changed

    Example: [5] a released Pod holds back the higher ordinals
      Given StatefulSet web with 2 replicas
      And Pod web-1 is patched with:
        """
        metadata: { labels: { app: null } }
        """
      When StatefulSet web is scaled to 3
      Then no Pods were created
      And Pod web-1 is the same as before
      And nothing else changed

    Example: [6] the ordinal is filled once the released Pod is gone
      Given StatefulSet web with 2 replicas
      And Pod web-1 is patched with:
        """
        metadata: { labels: { app: null } }
        """
      When Pod web-1 is deleted
      Then only Pod web-1 was created
      And Pod web-1 is owned by StatefulSet web
      And Pod web-0 is the same as before
      And nothing else changed

  @SS-DEL-011
  Rule: A Pod that another object controls MUST NOT be adopted, changed, counted or deleted

    Example: [7] a Pod of another owner keeps its name from the set
      Given this exists:
        """
        apiVersion: v1
        kind: Pod
        metadata: { name: web-0, labels: { app: web } }
        spec: { containers: [{ name: main, image: "<image>" }] }
        """
      And ConfigMap keeper controls Pod web-0
      When StatefulSet web is created with 2 replicas
      Then Pod web-0 is owned by ConfigMap keeper
      And no Pods were created
      And StatefulSet web reports:
        """
        replicas: 0
        """
      And nothing else changed

    Example: [8] a Pod of another owner is no surplus Pod
      Given this exists:
        """
        apiVersion: v1
        kind: Pod
        metadata: { name: web-2, labels: { app: web } }
        spec: { containers: [{ name: main, image: "<image>" }] }
        """
      And ConfigMap keeper controls Pod web-2
      When StatefulSet web is created with 1 replica
      Then Pod web-2 is owned by ConfigMap keeper
      And only Pod web-0 was created
      And StatefulSet web reports:
        """
        replicas: 1
        """
      And nothing else changed

    Example: [9] a Pod that passes to another owner is the set's no longer
      Given StatefulSet web with 2 replicas
      And Pod web-1 is patched with:
        """
        metadata: { labels: { app: null } }
        """
      And ConfigMap keeper controls Pod web-1
      When Pod web-1 is patched with:
        """
        metadata: { labels: { app: web } }
        """
      Then Pod web-1 is owned by ConfigMap keeper
      And Pod web-1 is the same as before
      And StatefulSet web reports:
        """
        replicas: 1
        """
      And nothing else changed

    Example: [10] an owner that does not control a Pod is no obstacle
      Given this exists:
        """
        apiVersion: v1
        kind: Pod
        metadata: { name: web-7, labels: { app: web } }
        spec: { containers: [{ name: main, image: "<image>" }] }
        """
      And ConfigMap keeper owns Pod web-7
      When StatefulSet web is created with 1 replica
      Then Pod web-7 was owned by StatefulSet web beside ConfigMap keeper when Pod web-7 was deleted
      And only Pod web-7 was deleted
      And only Pod web-0 exists

  @SS-DEL-012 @needs-gc
  Rule: Pods of a deleted set of the same name MUST NOT be managed by the new one, which creates its own once they are gone

    Example: [11] a new set waits while the Pods of the old one end
      Given StatefulSet web with 2 replicas
      And deletion of Pods web-0 and web-1 is held by a finalizer
      And StatefulSet web is deleted
      When StatefulSet web is created again
      Then no Pods were created
      And Pod web-0 is owned by a former StatefulSet web
      And StatefulSet web reports:
        """
        replicas: 0
        """
      And nothing else changed

    Example: [12] a new set creates its own Pods once the old ones are gone
      Given StatefulSet web with 2 replicas
      And deletion of Pods web-0 and web-1 is held by a finalizer
      And StatefulSet web is deleted
      And StatefulSet web is created again
      When the finalizer of Pods web-0 and web-1 is removed
      Then only Pods web-0 and web-1 were created
      And Pod web-0 is owned by StatefulSet web
      And Pod web-1 is owned by StatefulSet web

    Example: [13] a Parallel set fills the ordinals that are free
      Given StatefulSet web with 2 replicas and:
        """
        podManagementPolicy: Parallel
        """
      And deletion of Pod web-1 is held by a finalizer
      And StatefulSet web is deleted
      When StatefulSet web is created again
      Then only Pod web-0 was created
      And Pod web-1 is the same as before
      And StatefulSet web reports:
        """
        replicas: 1
        """
      And nothing else changed
