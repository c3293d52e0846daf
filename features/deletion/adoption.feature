@DEL
Feature: Adoption
  A set takes over the Pods that fit and that nobody controls: those of a set of its name that was deleted with orphan
  propagation, and those that a user has made. They go on running.

  @SS-DEL-006 @needs-gc
  Rule: A set that is created again MUST adopt its orphans as they are, create what is missing and remove what is surplus

    Example: [1] orphans go on running under a new set
      Given StatefulSet web with 3 replicas
      And StatefulSet web is deleted with Orphan propagation
      When StatefulSet web is created again
      Then Pods web-0 to web-2 are the same as before
      And Pod web-0 is owned by StatefulSet web
      And Pod web-1 is owned by StatefulSet web
      And Pod web-2 is owned by StatefulSet web
      And nothing else changed

    Example: [2] a missing ordinal is created beside the orphans
      Given StatefulSet web with 2 replicas
      And StatefulSet web is deleted with Orphan propagation
      And Pod web-0 is deleted
      When StatefulSet web is created again
      Then only Pod web-0 was created
      And Pod web-1 is the same as before
      And Pod web-1 is owned by StatefulSet web
      And nothing else changed

    Example: [3] a smaller set removes the surplus from the top
      Given StatefulSet web with 3 replicas
      And StatefulSet web is deleted with Orphan propagation
      When StatefulSet web is created with 1 replica
      Then Pod web-0 is the same as before
      And Pod web-0 is owned by StatefulSet web
      And only Pods web-2 and web-1 were deleted
      And each Pod was deleted only after the one before was gone

    Example: [4] orphans of another template are rolled
      Given StatefulSet web with 2 replicas
      And StatefulSet web is deleted with Orphan propagation
      When StatefulSet web is created with 2 replicas and:
        """
        template: { metadata: { annotations: { version: new } } }
        """
      Then only Pods web-1 and web-0 were deleted
      And Pods web-0 and web-1 are new
      And each Pod was deleted only after the one before was replaced and ready

    @needs-default-class
    Example: [5] orphans keep their claims
      Given every StatefulSet has claim template data
      And StatefulSet web with 1 replica
      And StatefulSet web is deleted with Orphan propagation
      When StatefulSet web is created again
      Then Pod web-0 is the same as before
      And claim data-web-0 is the same as before
      And Pod web-0 is owned by StatefulSet web
      And nothing else changed

  @SS-DEL-007
  Rule: A Pod MUST be adopted only if nobody controls it, it is not being deleted, and its labels and name fit

    Background:
      Given every StatefulSet has:
        """
        updateStrategy: { type: OnDelete }
        """

    Example: [6] a Pod that fits is adopted and keeps running
      Given this exists:
        """
        apiVersion: v1
        kind: Pod
        metadata: { name: web-1, labels: { app: web } }
        spec: { containers: [{ name: main, image: "<image>" }] }
        """
      When StatefulSet web is created with 2 replicas
      Then Pod web-1 is owned by StatefulSet web
      And Pod web-1 is the same as before
      And Pod web-1 has:
        | metadata.labels[statefulset.kubernetes.io/pod-name] | web-1 |
      And only Pod web-0 was created

    Example: [7] Pods of other names are left alone, however their labels look
      Given this exists:
        """
        { apiVersion: v1, kind: Pod, metadata: { name: stray, labels: { app: web } }, spec: { containers: [{ name: main, image: "<image>" }] } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: web, labels: { app: web } }, spec: { containers: [{ name: main, image: "<image>" }] } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: web-a-0, labels: { app: web } }, spec: { containers: [{ name: main, image: "<image>" }] } }
        """
      When StatefulSet web is created with 1 replica
      Then only Pod web-0 was created
      And Pod stray is owned by nobody
      And Pod web is owned by nobody
      And Pod web-a-0 is owned by nobody
      And nothing else changed

    Example: [8] a Pod without the labels is not adopted, and blocks its ordinal
      Given this exists:
        """
        apiVersion: v1
        kind: Pod
        metadata: { name: web-1, labels: { app: other } }
        spec: { containers: [{ name: main, image: "<image>" }] }
        """
      When StatefulSet web is created with 3 replicas
      Then Pod web-1 is owned by nobody
      And only Pod web-0 was created
      And StatefulSet web reports:
        """
        replicas: 1
        """
      And nothing else changed

    Example: [9] a Pod that is being deleted is not adopted
      Given this exists:
        """
        apiVersion: v1
        kind: Pod
        metadata: { name: web-1, labels: { app: web }, finalizers: [<hold-finalizer>] }
        spec: { containers: [{ name: main, image: "<image>" }] }
        """
      And Pod web-1 is deleted
      When StatefulSet web is created with 2 replicas
      Then Pod web-1 is owned by nobody
      And only Pod web-0 was created
      And nothing else changed

  @SS-DEL-008
  Rule: A Pod that fits MUST be adopted whatever its ordinal, and removed where the ordinal is out of range

    Example: [10] an ordinal above the range
      Given StatefulSet web with 2 replicas
      When this exists:
        """
        apiVersion: v1
        kind: Pod
        metadata: { name: web-7, labels: { app: web } }
        spec: { containers: [{ name: main, image: "<image>" }] }
        """
      Then only Pod web-7 was deleted
      And Pods web-0 and web-1 are the same as before
      And Pod web-7 was owned by StatefulSet web when Pod web-7 was deleted
      And nothing else changed

    @feature-StatefulSetStartOrdinal
    Example: [11] an ordinal below the first one
      Given StatefulSet web with 2 replicas and:
        """
        ordinals: { start: 3 }
        """
      When this exists:
        """
        apiVersion: v1
        kind: Pod
        metadata: { name: web-2, labels: { app: web } }
        spec: { containers: [{ name: main, image: "<image>" }] }
        """
      Then only Pod web-2 was deleted
      And Pods web-3 and web-4 are the same as before
      And Pod web-2 was owned by StatefulSet web when Pod web-2 was deleted
      And nothing else changed

    Example: [12] it is adopted at once and removed by the rules of scaling down
      Given StatefulSet web with 2 replicas
      And Pod web-1 becomes unready
      When this exists:
        """
        apiVersion: v1
        kind: Pod
        metadata: { name: web-7, labels: { app: web } }
        spec: { containers: [{ name: main, image: "<image>" }] }
        """
      Then Pod web-7 is owned by StatefulSet web
      And no Pods were deleted
      And nothing else changed

    Example: [13] a Parallel set removes it though another Pod is unready
      Given StatefulSet web with 2 replicas and:
        """
        podManagementPolicy: Parallel
        """
      And Pod web-1 becomes unready
      When this exists:
        """
        apiVersion: v1
        kind: Pod
        metadata: { name: web-7, labels: { app: web } }
        spec: { containers: [{ name: main, image: "<image>" }] }
        """
      Then only Pod web-7 was deleted
      And Pods web-0 and web-1 are the same as before
      And Pod web-7 was owned by StatefulSet web when Pod web-7 was deleted
      And nothing else changed
