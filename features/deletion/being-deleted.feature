@DEL
Feature: A set that is being deleted
  A finalizer keeps a set in the API after its deletion. Its owner references are the garbage collector's business by then:
  the controller still reports the status, and does nothing else.

  @SS-DEL-003
  Rule: A set that is being deleted MUST NOT create, delete, adopt or update Pods

    Background:
      Given StatefulSet web with 2 replicas
      And StatefulSet web is patched with:
        """
        metadata: { finalizers: [<hold-finalizer>] }
        """
      And StatefulSet web is deleted with Background propagation

    Example: [1] a Pod that is deleted is not replaced
      When Pod web-1 is deleted
      Then no Pods were created
      And only Pod web-0 exists
      And nothing else changed

    Example: [2] a Pod that fails is neither deleted nor replaced
      When Pod web-1 fails
      Then no Pods were deleted
      And no Pods were created
      And nothing else changed

    Example: [3] replicas that are asked for are not created
      When StatefulSet web is scaled to 3
      Then no Pods were created
      And nothing else changed

    Example: [4] surplus Pods are not deleted
      When StatefulSet web is scaled to 1
      Then no Pods were deleted
      And Pods web-0 and web-1 are the same as before
      And nothing else changed

    Example: [5] a template that changes is not rolled out
      When the Pod template of StatefulSet web changes
      Then no Pods were deleted
      And Pods web-0 and web-1 are the same as before
      And nothing else changed

    Example: [6] a Pod whose labels stop matching is not released
      When Pod web-1 is patched with:
        """
        metadata: { labels: { app: other } }
        """
      Then Pod web-1 is owned by StatefulSet web
      And Pod web-1 is the same as before
      And nothing else changed

    @needs-gc
    Example: [7] the Pods that the garbage collector takes are not replaced while the set waits for one of them
      Given StatefulSet shop with 3 replicas
      And deletion of Pod shop-0 is held by a finalizer
      When StatefulSet shop is deleted with Foreground propagation
      Then no Pods were created
      And only Pods shop-0, shop-1 and shop-2 were deleted
      And nothing else changed

  @SS-DEL-003
  Rule: A set that is being deleted MUST NOT adopt Pods that would fit

    Example: [8] an orphan that fits is not adopted
      Given StatefulSet web with 1 replica
      And StatefulSet web is patched with:
        """
        metadata: { finalizers: [<hold-finalizer>] }
        """
      And StatefulSet web is deleted with Background propagation
      And this exists:
        """
        apiVersion: v1
        kind: Pod
        metadata: { name: web-1, labels: { app: web } }
        spec: { containers: [{ name: main, image: "<image>" }] }
        """
      When Pod web-0 is deleted
      Then Pod web-1 is owned by nobody
      And no Pods were created
      And nothing else changed
