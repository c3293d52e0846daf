@RES
Feature: Lost Pods
  A Pod may go for many reasons: a user, a drain, a node that is no more. The set asks for no reason, it makes the Pod
  again.

  @SS-RES-001
  Rule: A managed Pod that disappears, for whatever reason, MUST be created again with the same identity and claims

    @needs-default-class
    Example: [1] an evicted Pod comes back with its claim
      Given every StatefulSet has claim template data
      And StatefulSet web with 3 replicas
      When Pod web-1 is evicted
      Then Pod web-1 is new
      And Pod web-1 uses claim data-web-1 as volume data
      And only Pod web-1 was created
      And nothing else changed

    Example: [2] all Pods of a Parallel set with a start ordinal are evicted together
      Given StatefulSet web with 3 replicas and:
        """
        podManagementPolicy: Parallel
        ordinals: { start: 5 }
        """
      When Pods web-5 to web-7 are evicted
      Then Pods web-5 to web-7 are new
      And only Pods web-5 to web-7 were created
      And nothing else changed

    Example: [3] a Pod that disappears while the set is scaled up comes back first
      Given StatefulSet web with 2 replicas
      And Pod web-0 becomes unready
      When StatefulSet web is scaled to 3
      And Pod web-1 is evicted
      And Pod web-0 becomes ready
      Then only Pods web-1 to web-2 were created
      And Pod web-1 is new
      And nothing else changed

    # The Pod garbage collector removes it, on a real control plane after 40 to 60 seconds.
    @needs-clock
    Example: [4] a Pod whose node does not exist comes back once it is removed
      Given StatefulSet web with 1 replica and:
        """
        updateStrategy: { type: OnDelete }
        template: { spec: { nodeName: gone, nodeSelector: { <no-node>: "true" } } }
        """
      And these fields of StatefulSet web are set:
        """
        template: { spec: { nodeName: null, nodeSelector: null } }
        """
      When 60 seconds pass
      Then Pod web-0 is new
      And only Pod web-0 was created
      And Pod web-0 runs the new template

  @SS-RES-008
  Rule: After a forced deletion the successor MUST be created at once

    Example: [5] a Pod that is deleted by force is replaced
      Given StatefulSet web with 2 replicas
      When Pod web-1 is force-deleted
      Then Pod web-1 is new
      And only Pod web-1 was created
      And nothing else changed

    Example: [6] a Pod that nobody ends is replaced once it is deleted by force
      Given StatefulSet web with 1 replica and:
        """
        template: { spec: { nodeName: gone, nodeSelector: { <no-node>: "true" } } }
        """
      And Pod web-0 is deleted
      When Pod web-0 is force-deleted
      Then Pod web-0 is new
      And only Pod web-0 was created
      And nothing else changed

    Example: [7] a Parallel set replaces all Pods that are deleted by force
      Given StatefulSet web with 3 replicas and:
        """
        podManagementPolicy: Parallel
        """
      When Pods web-0 to web-2 are force-deleted
      Then Pods web-0 to web-2 are new
      And only Pods web-0 to web-2 were created
      And nothing else changed

    Example: [8] a forced deletion does not end what a finalizer holds
      Given deletion of Pod web-1 is held by a finalizer
      And StatefulSet web with 2 replicas
      When Pod web-1 is force-deleted
      Then no Pods were created
      And Pod web-1 is the same as before
      And nothing else changed
