@PVC @feature-StatefulSetAutoDeletePVC @needs-default-class @needs-gc
Feature: A controller that fails between marking and deleting
  A claim is marked for deletion by an owner reference to its Pod, and only then is the Pod deleted. Whatever happens
  between the two, no claim of a Pod that is scaled away is left behind.

  @SS-PVC-014 @needs-controller-restart
  Rule: With whenScaled Delete a surplus Pod MUST NOT be deleted while its claim is not marked, whatever fails in between

    Background:
      Given every StatefulSet has claim template data
      And every StatefulSet has:
        """
        persistentVolumeClaimRetentionPolicy: { whenScaled: Delete }
        """

    @needs-refusals
    Example: [1] a claim that cannot be marked keeps its Pod
      Given StatefulSet web with 2 replicas
      And the API server answers each update of persistentvolumeclaims by the controller with 500 InternalError
      When StatefulSet web is scaled to 1
      Then no Pods were deleted
      And claim data-web-1 is owned by nobody
      And nothing else changed

    @needs-refusals
    Example: [2] a controller that stops when the claims are marked and no Pod is deleted goes on when it starts
      Given StatefulSet web with 3 replicas
      And the API server answers each delete of pods by the controller with 500 InternalError
      And StatefulSet web is scaled to 1
      When the controller is stopped
      And the API server answers the controller again
      And the controller is started
      Then only Pods web-2 and web-1 were deleted
      And only claim data-web-0 exists

    Example: [3] a controller that restarts half-way loses no claim from the policy
      Given StatefulSet web with 3 replicas
      And deletion of Pod web-2 is held by a finalizer
      And StatefulSet web is scaled to 0
      When the controller restarts
      And the finalizer of Pod web-2 is removed
      Then only Pods web-1 and web-0 were deleted
      And no claims exist
