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

  @SS-UPD-018
  Rule: Ordinals that are added MUST be created from the new template

    Example: [4] a set is scaled up while a template change waits
      Given StatefulSet web with 2 replicas and:
        """
        updateStrategy: {type: OnDelete}
        """
      And the Pod template of StatefulSet web changes
      When StatefulSet web is scaled to 4
      Then only Pods web-2 and web-3 were created
      And Pods web-2 and web-3 run the new template
      And Pods web-0 and web-1 run the old template
      And nothing else changed

    Example: [5] a Pod of a Parallel set that was scaled away comes back updated
      Given StatefulSet web with 3 replicas and:
        """
        podManagementPolicy: Parallel
        updateStrategy: {type: OnDelete}
        """
      And the Pod template of StatefulSet web changes
      And StatefulSet web is scaled to 1
      When StatefulSet web is scaled to 3
      Then only Pods web-1 and web-2 were created
      And Pods web-1 and web-2 run the new template
      And Pod web-0 runs the old template
      And nothing else changed

  @SS-UPD-019
  Rule: A switch to RollingUpdate MUST start rolling the old Pods at once

    Example: [6] the Pods that waited are replaced from the highest to the lowest
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: OnDelete}
        """
      And the Pod template of StatefulSet web changes
      When these fields of StatefulSet web are set:
        """
        {updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 0}}}
        """
      Then only Pods web-2 to web-0 were deleted
      And each Pod was deleted only after the one before was replaced and ready
      And only Pods web-2 to web-0 were created
      And nothing else changed

    Example: [7] a switch with a partition frees the Pods above it
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: OnDelete}
        """
      And the Pod template of StatefulSet web changes
      When these fields of StatefulSet web are set:
        """
        {updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}}
        """
      Then only Pod web-2 was deleted
      And only Pod web-2 was created
      And Pod web-2 runs the new template
      And nothing else changed

  @SS-UPD-019
  Rule: A switch to OnDelete MUST stop a rollout after the Pod that is being replaced

    Example: [8] the Pod that is being replaced comes back updated, and no other is deleted
      Given StatefulSet web with 3 replicas
      And deletion of Pod web-2 is held by a finalizer
      And the Pod template of StatefulSet web changes
      And these fields of StatefulSet web are set:
        """
        {updateStrategy: {type: OnDelete, rollingUpdate: null}}
        """
      When the finalizer of Pod web-2 is removed
      Then only Pod web-2 was created
      And Pod web-2 runs the new template
      And nothing else changed

    Example: [9] a rollout that was stopped continues after a switch back, and updated Pods are kept
      Given StatefulSet web with 3 replicas
      And Pod web-2 will not become ready
      And the Pod template of StatefulSet web changes
      And these fields of StatefulSet web are set:
        """
        {updateStrategy: {type: OnDelete, rollingUpdate: null}}
        """
      And Pod web-2 becomes ready
      When these fields of StatefulSet web are set:
        """
        {updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 0}}}
        """
      Then only Pods web-1 and web-0 were deleted
      And only Pods web-1 and web-0 were created

    Example: [10] a Pod below the former partition that is lost comes back updated
      Given StatefulSet web with 2 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
        """
      And the Pod template of StatefulSet web changes
      And these fields of StatefulSet web are set:
        """
        {updateStrategy: {type: OnDelete, rollingUpdate: null}}
        """
      When Pod web-0 is deleted
      Then only Pod web-0 was created
      And Pod web-0 runs the new template
      And nothing else changed
