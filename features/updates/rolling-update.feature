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

    Example: [2] Pods are updated by number, not by name
      Given StatefulSet web with 11 replicas
      When the Pod template of StatefulSet web changes
      Then only Pods web-10 to web-0 were deleted

  @SS-UPD-004
  Rule: The next Pod MUST be deleted only after the replaced one is Running and Ready

    Example: [3] Pods are updated one after the other
      Given StatefulSet web with 3 replicas
      When the Pod template of StatefulSet web changes
      Then only Pods web-2 to web-0 were deleted
      And each Pod was deleted only after the one before was replaced and ready

    Example: [4] an updated Pod that does not become ready halts the update
      Given StatefulSet web with 3 replicas
      And Pod web-2 will not become ready
      When the Pod template of StatefulSet web changes
      Then only Pod web-2 was deleted
      And only Pod web-2 was created
      And Pod web-2 runs the new template
      And nothing else changed

    Example: [5] the update continues once the updated Pod is ready
      Given StatefulSet web with 3 replicas
      And Pod web-2 will not become ready
      And the Pod template of StatefulSet web changes
      When Pod web-2 becomes ready
      Then only Pods web-1 and web-0 were deleted

    @needs-node-fault
    Example: [12] an updated Pod on a lost node halts the update until the node returns
      Given StatefulSet web with 2 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 1}}
        """
      And these fields of StatefulSet web are set:
        """
        template:
          spec:
            nodeSelector: { <spare-node>: "true" }
            tolerations:
              - { key: <spare-node>, operator: Exists, effect: NoSchedule }
              - { key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 1 }
              - { key: node.kubernetes.io/not-ready, operator: Exists, effect: NoExecute, tolerationSeconds: 1 }
        """
      And the node of Pod web-1 is lost
      When these fields of StatefulSet web are set:
        """
        updateStrategy: {rollingUpdate: {partition: 0}}
        """
      Then no Pods were deleted
      When the node of Pod web-1 returns
      Then only Pod web-0 was deleted
      And Pod web-1 was ready before Pod web-0 was deleted

  @SS-UPD-042
  Rule: With a partition stored, a lost Pod of ordinal ordinals.start + partition or higher MUST get the update revision
    Misconception: Pods that have not had the update yet come back at the previous version when they fail (the basic
    tutorial). Actual behaviour: that holds only where the rollingUpdate block is absent; defaulting stores one with
    partition 0 wherever updateStrategy.type is left out.

    Example: [6] with partition 0 a low Pod that is lost while the update waits comes back updated
      Given StatefulSet web with 5 replicas
      And Pod web-4 will not become ready
      And the Pod template of StatefulSet web changes
      When Pod web-0 is deleted
      Then Pod web-0 runs the new template
      And Pods web-1 to web-3 run the old template

    Example: [11] with partition 1 a Pod above it that is lost while the update waits comes back updated
      Given StatefulSet web with 4 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 1}}
        """
      And Pod web-3 will not become ready
      And the Pod template of StatefulSet web changes
      When Pod web-1 is deleted
      Then Pod web-1 runs the new template
      And Pods web-0 and web-2 run the old template

  @SS-UPD-025
  Rule: With no rollingUpdate block, a lost Pod below ordinals.start + currentReplicas MUST get the current revision
    status.currentReplicas counts the Pods that have the current revision and are not terminating; its value when the
    lost Pod is created again decides. Where web-4 of five is updated, it is 4, and 3 while an old Pod is missing.

    Example: [7] of four old Pods the lowest, lost while the update waits, comes back as it was
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

    Example: [10] with three old Pods left, ordinal 2 comes back as it was
      Given StatefulSet web with 5 replicas and:
        """
        updateStrategy: {type: RollingUpdate}
        """
      And Pod web-4 will not become ready
      And deletion of Pod web-2 is held by a finalizer
      And the Pod template of StatefulSet web changes
      And Pod web-2 is deleted
      When the finalizer of Pod web-2 is removed
      Then Pod web-2 is new
      And Pod web-2 runs the old template

    Example: [9] with three old Pods left, ordinal 3 comes back updated
      Given StatefulSet web with 5 replicas and:
        """
        updateStrategy: {type: RollingUpdate}
        """
      And Pod web-4 will not become ready
      And deletion of Pods web-4 and web-3 is held by a finalizer
      And the Pod template of StatefulSet web changes
      And the finalizer of Pod web-4 is removed
      And Pod web-3 is deleted
      When the finalizer of Pod web-3 is removed
      Then Pod web-3 runs the new template

    Example: [8] defaulting adds no rollingUpdate block
      When StatefulSet web is created with 1 replica and:
        """
        updateStrategy: {type: RollingUpdate}
        """
      Then StatefulSet web has:
        | spec.updateStrategy.rollingUpdate | <absent> |
