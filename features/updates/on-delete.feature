@UPD
Feature: OnDelete
  With the OnDelete strategy a changed Pod template waits until the user deletes Pods.
  Each Pod then comes back from the template as it is.

  @SS-UPD-016
  Rule: A template change MUST do nothing but record a new update revision

    Example: [1] no Pod is restarted when the template changes
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: OnDelete}
        """
      When the Pod template of StatefulSet web changes
      Then no Pods were deleted
      And StatefulSet web has a new update revision
      And Pods web-0 to web-2 run the old template
      And StatefulSet web reports:
        """
        {updatedReplicas: 0}
        """
      And nothing else changed

  @SS-UPD-017
  Rule: A Pod that the user deletes MUST be recreated from the new template, regardless of deletion order

    Example: [2] a Pod that the user deletes comes back updated, and no other
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: OnDelete}
        """
      And the Pod template of StatefulSet web changes
      When Pod web-1 is deleted
      Then only Pod web-1 was created
      And Pod web-1 runs the new template
      And Pods web-0 and web-2 run the old template
      And nothing else changed

    Example: [3] the highest Pod may follow the lowest
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: OnDelete}
        """
      And the Pod template of StatefulSet web changes
      And Pod web-0 is deleted
      When Pod web-2 is deleted
      Then Pods web-0 and web-2 run the new template
      And Pod web-1 runs the old template
      And Pods web-0 and web-1 are the same as before
