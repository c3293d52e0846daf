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
