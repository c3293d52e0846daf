@RES
Feature: Restarts of the controller
  The controller keeps no state outside of the API: after a restart it continues from the objects in the API.

  @SS-RES-010 @needs-controller-restart
  Rule: A restart of the controller MUST neither restart a Pod nor lose work that was half done

    Example: [1] a restart at rest changes nothing
      Given StatefulSet web with 3 replicas
      When the controller restarts
      Then no Pods were deleted
      And nothing else changed

    Example: [2] what is asked for while the controller is stopped is done when it starts
      Given StatefulSet web with 1 replica
      When the controller is stopped
      And StatefulSet web is scaled to 3
      And the controller is started
      Then only Pods web-1 to web-2 were created, in this order
      And nothing else changed

    Example: [3] a rollout continues where it was
      Given StatefulSet web with 3 replicas
      And Pod web-2 will not become ready
      And the Pod template of StatefulSet web changes
      When the controller restarts
      And Pod web-2 becomes ready
      Then only Pods web-1 to web-0 were deleted, in this order
      And Pods web-0 to web-2 run the new template

    Example: [4] creation continues where it was
      Given Pod web-1 will not become ready
      And StatefulSet web with 3 replicas
      When the controller is stopped
      And Pod web-1 becomes ready
      And the controller is started
      Then only Pod web-2 was created
      And nothing else changed

    Example: [5] a scale-down continues where it was
      Given StatefulSet web with 4 replicas
      And deletion of Pod web-3 is held by a finalizer
      And StatefulSet web is scaled to 1
      And the controller is stopped
      And the finalizer of Pod web-3 is removed
      When the controller is started
      Then only Pods web-2 to web-1 were deleted
      And nothing else changed

    Example: [6] what is taken back while the controller is stopped is never done
      Given StatefulSet web with 2 replicas
      When the controller is stopped
      And StatefulSet web is scaled to 0
      And the Pod template of StatefulSet web changes to b
      And StatefulSet web is scaled to 2
      And the controller is started
      Then only Pods web-1 to web-0 were deleted
      And Pods web-0 and web-1 run the new template

    Example: [7] Pods that go and fail while the controller is stopped are replaced
      Given StatefulSet web with 4 replicas and:
        """
        podManagementPolicy: Parallel
        """
      When the controller is stopped
      And Pods web-0 and web-3 are deleted
      And Pod web-1 fails
      And the controller is started
      Then Pods web-0, web-1 and web-3 are new
      And only Pods web-0, web-1 and web-3 were created
      And nothing else changed

    Example: [8] a canary survives a restart
      Given every StatefulSet has:
        """
        updateStrategy: { type: RollingUpdate, rollingUpdate: { partition: 1 } }
        """
      And StatefulSet web with 3 replicas
      And the Pod template of StatefulSet web changes
      When the controller restarts
      Then no Pods were deleted
      And Pods web-1 and web-2 run the new template
      And Pod web-0 runs the old template
      And nothing else changed
