@UPD
Feature: OnDelete
  With the OnDelete strategy a changed Pod template waits until the user deletes Pods.
  Each Pod then comes back from the template as it is.

  @SS-UPD-016
  Rule: A template change MUST make a new revision and MUST NOT restart any Pod

    Example: [1] the Pods stay as they are
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: OnDelete}
        """
      When the Pod template of StatefulSet web changes
      Then no Pod was deleted
      And StatefulSet web has a new update revision
      And Pods web-0 to web-2 run the old template
      And StatefulSet web reports:
        """
        {updatedReplicas: 0}
        """
      And nothing else changed

  @SS-UPD-017
  Rule: A Pod that the user deletes MUST come back from the new template, in whatever order

    Example: [2] the deleted Pod alone is new
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

    Example: [3] the lowest first, the highest next
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
