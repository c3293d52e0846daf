@UPD
Feature: Rolling update
  A changed Pod template reaches the Pods by itself, one Pod at a time, the highest ordinal first.
  A Pod is replaced by deleting it and creating it again under the same name.

  @SS-UPD-001
  Rule: A set without an update strategy MUST replace all its Pods by itself when its Pod template changes

    Example: [1] every Pod ends with the new template
      Given StatefulSet web with 3 replicas
      When the Pod template of StatefulSet web changes
      Then Pods web-0 to web-2 run the new template
      And Pods web-0 to web-2 are new
      And StatefulSet web has a new update revision

  @SS-UPD-003
  Rule: Pods MUST be updated from the highest ordinal to the lowest

    Example: [2] by number, not by name
      Given StatefulSet web with 11 replicas
      When the Pod template of StatefulSet web changes
      Then Pods web-10 to web-0 were deleted, in this order

  @SS-UPD-004
  Rule: The next Pod MUST be taken down only after the replaced one is Running and Ready

    Example: [3] one after the other
      Given StatefulSet web with 3 replicas
      When the Pod template of StatefulSet web changes
      Then Pods web-2 to web-0 were deleted, in this order
      And each was deleted only after the one before was replaced and ready

    Example: [4] a replaced Pod that does not become ready halts the update
      Given StatefulSet web with 3 replicas
      And Pod web-2 will not become ready
      When the Pod template of StatefulSet web changes
      Then only Pod web-2 was deleted
      And only Pod web-2 was created
      And Pod web-2 runs the new template
      And nothing else changed

    Example: [5] the update goes on once the replaced Pod is ready
      Given StatefulSet web with 3 replicas
      And Pod web-2 will not become ready
      And the Pod template of StatefulSet web changes
      When Pod web-2 becomes ready
      Then Pods web-1 to web-0 were deleted, in this order

  @SS-UPD-042
  Rule: With a partition stored, a Pod lost before its turn MUST come back from the new template
    The basic tutorial claims that Pods which have not had the update yet come back at the previous version when they
    fail. That holds only where the rollingUpdate block is absent; defaulting stores one with partition 0 wherever
    updateStrategy.type is left out.

    Example: [6] a low Pod lost while the update waits for a high one
      Given StatefulSet web with 5 replicas
      And Pod web-4 will not become ready
      And the Pod template of StatefulSet web changes
      When Pod web-0 is deleted
      Then Pod web-0 runs the new template
      And Pods web-1 to web-3 run the old template

  @SS-UPD-025
  Rule: Without a rollingUpdate block, a lost Pod whose ordinal is below currentReplicas MUST get the current revision

    Example: [7] a low Pod lost while the update waits for a high one
      Given StatefulSet web with 5 replicas and:
        """
        updateStrategy: {type: RollingUpdate}
        """
      And Pod web-4 will not become ready
      And the Pod template of StatefulSet web changes
      When Pod web-0 is deleted
      Then Pod web-0 is new
      And Pods web-0 to web-3 run the old template
      And StatefulSet web has a new update revision

    Example: [10] the last that is still counted as old
      Given StatefulSet web with 5 replicas and:
        """
        updateStrategy: {type: RollingUpdate}
        """
      And Pod web-4 will not become ready
      And Pod web-2 will linger when deleted
      And the Pod template of StatefulSet web changes
      And Pod web-2 is deleted
      When Pod web-2 may go
      Then Pod web-2 is new
      And Pod web-2 runs the old template

    Example: [9] the highest of the old Pods comes back from the new template
      Given StatefulSet web with 5 replicas and:
        """
        updateStrategy: {type: RollingUpdate}
        """
      And Pod web-4 will not become ready
      And Pods web-4 and web-3 will linger when deleted
      And the Pod template of StatefulSet web changes
      And Pod web-4 may go
      And Pod web-3 is deleted
      When Pod web-3 may go
      Then Pod web-3 runs the new template

    Example: [8] the block is not made up by defaulting
      When StatefulSet web is created with 1 replica and:
        """
        updateStrategy: {type: RollingUpdate}
        """
      Then StatefulSet web has no field "spec.updateStrategy.rollingUpdate"
