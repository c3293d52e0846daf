@STA
Feature: Rest
  Watches, caches and backups of a cluster suffer from objects that are rewritten without need. A set that is as it should be,
  or that waits for somebody, is left alone.

  @SS-STA-012
  Rule: A set at rest MUST cause no writes: set, Pods, claims and revisions keep their resourceVersions

    @needs-default-class
    Example: [1] time passes over a set that is whole
      Given every StatefulSet has claim template data
      And StatefulSet web with 2 replicas
      When 2 seconds pass
      Then no Pods were created
      And Pods web-0 and web-1 are the same as before
      And claims data-web-0 and data-web-1 are the same as before
      And nothing else changed

    Example: [2] time passes over an update that is stuck
      Given StatefulSet web with 2 replicas
      And Pod web-1 will not become ready
      And the Pod template of StatefulSet web changes
      When 2 seconds pass
      Then no Pods were deleted
      And StatefulSet web reports:
        """
        {replicas: 2, readyReplicas: 1, currentReplicas: 1, updatedReplicas: 1}
        """
      And nothing else changed

    Example: [3] another set changes
      Given StatefulSet web with 2 replicas
      And StatefulSet db with 2 replicas
      When Pod db-1 is deleted
      Then only Pod db-1 was created
      And Pods web-0 and web-1 are the same as before
      And nothing else changed

    @needs-controller-restart
    Example: [4] the controller restarts
      Given StatefulSet web with 2 replicas
      When the controller restarts
      Then no Pods were created
      And Pods web-0 and web-1 are the same as before
      And nothing else changed
