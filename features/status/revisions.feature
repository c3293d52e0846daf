@STA
Feature: The two revisions
  A status names two revisions: that of the template, and the one that all Pods have reached together. They differ while an
  update is under way.

  Background:
    Given every StatefulSet has:
      """
      template: { metadata: { annotations: { version: a } } }
      """

  @SS-STA-005
  Rule: The field updateRevision MUST name the revision of the template, and currentRevision the one last reached in full

    Example: [1] at first both are the same, before any Pod is ready
      Given Pod web-0 will not become ready
      When StatefulSet web is created with 2 replicas
      Then StatefulSet web reports:
        """
        {currentRevision: a, updateRevision: a}
        """
      And only Pod web-0 was created
      And nothing else changed

    Example: [2] both are there without any Pod
      When StatefulSet web is created with 0 replicas
      Then StatefulSet web reports:
        """
        {currentRevision: a, updateRevision: a}
        """
      And only revision a exists
      And nothing else changed

    Example: [3] an update moves updateRevision before it moves any Pod
      Given StatefulSet web with 2 replicas
      And deletion of Pod web-1 is held by a finalizer
      When the Pod template of StatefulSet web changes to b
      Then only Pod web-1 was deleted
      And StatefulSet web reports:
        """
        {currentRevision: a, updateRevision: b}
        """
      And nothing else changed

    Example: [4] an update that is overtaken leaves currentRevision where it was
      Given StatefulSet web with 2 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 1}}
        """
      And the Pod template of StatefulSet web changes to b
      When the Pod template of StatefulSet web changes to c
      Then Pod web-1 is new
      And StatefulSet web reports:
        """
        {currentRevision: a, updateRevision: c}
        """

    Example: [5] a template that is changed back makes both the same again
      Given StatefulSet web with 2 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
        """
      And the Pod template of StatefulSet web changes to b
      When the Pod template of StatefulSet web changes to a
      Then StatefulSet web reports:
        """
        {currentRevision: a, updateRevision: a, currentReplicas: 2, updatedReplicas: 2}
        """
      And Pods web-0 and web-1 are the same as before

  @SS-STA-006
  Rule: The field currentRevision MUST become updateRevision exactly when all Pods are there, updated and Ready

    Example: [6] a finished update
      Given StatefulSet web with 2 replicas
      When the Pod template of StatefulSet web changes to b
      Then Pods web-0 and web-1 run the new template
      And StatefulSet web reports:
        """
        {currentRevision: b, updateRevision: b, currentReplicas: 2, updatedReplicas: 2}
        """

    Example: [7] not while the last updated Pod is unready
      Given StatefulSet web with 2 replicas
      And Pod web-0 will not become ready
      When the Pod template of StatefulSet web changes to b
      Then Pods web-0 and web-1 run the new template
      And StatefulSet web reports:
        """
        {currentRevision: a, updateRevision: b, currentReplicas: 0, updatedReplicas: 2}
        """

    Example: [8] when the last updated Pod becomes ready
      Given StatefulSet web with 2 replicas
      And Pod web-0 will not become ready
      And the Pod template of StatefulSet web changes to b
      When Pod web-0 becomes ready
      Then StatefulSet web reports:
        """
        {currentRevision: b, updateRevision: b, currentReplicas: 2, updatedReplicas: 2}
        """
      And nothing else changed

    Example: [9] not while the partition protects a Pod
      Given StatefulSet web with 2 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 1}}
        """
      When the Pod template of StatefulSet web changes to b
      Then Pod web-1 runs the new template
      And StatefulSet web reports:
        """
        {currentRevision: a, updateRevision: b, currentReplicas: 1, updatedReplicas: 1}
        """

    Example: [10] not while a surplus Pod is terminating
      Given StatefulSet web with 2 replicas and:
        """
        podManagementPolicy: Parallel
        """
      And deletion of Pod web-1 is held by a finalizer
      When StatefulSet web is scaled to 1
      And the Pod template of StatefulSet web changes to b
      Then Pod web-0 runs the new template
      And StatefulSet web reports:
        """
        {replicas: 2, currentRevision: a, updateRevision: b}
        """

    # The old revision would be lost with the last Pod of it: the Pod must come back below the partition as it was.
    Example: [11] not while a Pod below the partition is missing
      Given StatefulSet web with 2 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 1}}
        """
      And the Pod template of StatefulSet web changes to b
      When Pod web-0 is deleted
      Then Pod web-0 runs the old template
      And StatefulSet web reports:
        """
        {currentRevision: a, updateRevision: b, currentReplicas: 1, updatedReplicas: 1}
        """

    Example: [12] an update of no Pods is finished at once
      Given StatefulSet web with 0 replicas
      When the Pod template of StatefulSet web changes to b
      Then StatefulSet web reports:
        """
        {currentRevision: b, updateRevision: b}
        """
      And no Pods were created

  @SS-STA-007
  Rule: The completion of an update MUST be judged by Ready, not by available

    Example: [13] an update of one Pod is finished before the Pod is available
      Given StatefulSet web with 1 replica and:
        """
        {podManagementPolicy: Parallel, minReadySeconds: 3600}
        """
      When the Pod template of StatefulSet web changes to b
      Then Pod web-0 runs the new template
      And StatefulSet web reports:
        """
        {readyReplicas: 1, availableReplicas: 0, currentRevision: b, updateRevision: b}
        """

    Example: [14] the last Pod that becomes ready finishes an update, although no Pod is available
      Given StatefulSet web with 2 replicas
      And Pod web-0 will not become ready
      And the Pod template of StatefulSet web changes to b
      And these fields of StatefulSet web are set:
        """
        minReadySeconds: 3600
        """
      When Pod web-0 becomes ready
      Then StatefulSet web reports:
        """
        {readyReplicas: 2, availableReplicas: 0, currentRevision: b, updateRevision: b}
        """

  @SS-STA-008 @since-1.37
  Rule: Under OnDelete the update MUST be completed like any other, once every Pod has been replaced

    Background:
      Given every StatefulSet has:
        """
        updateStrategy: {type: OnDelete}
        """
      And StatefulSet web with 2 replicas
      And the Pod template of StatefulSet web changes to b

    Example: [15] when the last Pod has been replaced
      Given Pod web-0 is deleted
      When Pod web-1 is deleted
      Then StatefulSet web reports:
        """
        {currentRevision: b, updateRevision: b, currentReplicas: 2, updatedReplicas: 2}
        """
      And Pods web-0 and web-1 run the new template

    Example: [16] not while a Pod has the old revision
      Given Pod web-0 is deleted
      When StatefulSet web is scaled to 3
      Then only Pod web-2 was created
      And StatefulSet web reports:
        """
        {currentRevision: a, updateRevision: b, currentReplicas: 1, updatedReplicas: 2}
        """
