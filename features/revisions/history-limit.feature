@REV
Feature: History limit
  Old revisions are kept for rollbacks, up to spec.revisionHistoryLimit. Those in use are kept beside them: the
  current revision, the update revision, and every revision that the label of a Pod names.

  Background:
    Given every StatefulSet has:
      """
      template: { metadata: { annotations: { version: a } } }
      """

  @SS-REV-007
  Rule: Beyond those in use at most revisionHistoryLimit revisions MUST be kept, and the lowest numbers go first

    Example: [1] of four old revisions the two newest are kept
      Given StatefulSet web with 1 replica and:
        """
        revisionHistoryLimit: 2
        """
      And the Pod template of StatefulSet web changes to b
      And the Pod template of StatefulSet web changes to c
      And the Pod template of StatefulSet web changes to d
      When the Pod template of StatefulSet web changes to e
      Then only revisions c, d and e exist

    Example: [2] with a limit of 0 only the revision in use is kept
      Given StatefulSet web with 2 replicas and:
        """
        revisionHistoryLimit: 0
        """
      When the Pod template of StatefulSet web changes to b
      Then only revision b exists
      And Pods web-0 and web-1 run the new template

    Example: [3] a lowered limit takes effect at once
      Given StatefulSet web with 1 replica
      And the Pod template of StatefulSet web changes to b
      And the Pod template of StatefulSet web changes to c
      When these fields of StatefulSet web are set:
        """
        revisionHistoryLimit: 1
        """
      Then only revisions b and c exist
      And nothing else changed

    Example: [4] a revision that came back is not an old one
      Given StatefulSet web with 1 replica and:
        """
        revisionHistoryLimit: 1
        """
      And the Pod template of StatefulSet web changes to b
      And the Pod template of StatefulSet web changes to a
      When the Pod template of StatefulSet web changes to c
      Then only revisions a and c exist

    Example: [5] the limit of a Parallel set
      Given StatefulSet web with 2 replicas and:
        """
        podManagementPolicy: Parallel
        revisionHistoryLimit: 1
        """
      And the Pod template of StatefulSet web changes to b
      When the Pod template of StatefulSet web changes to c
      Then only revisions b and c exist

    Example: [6] old revisions go although no Pod can be created
      Given this exists:
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata: { name: no-pods }
        spec: { hard: { pods: "0" } }
        """
      And StatefulSet web with 2 replicas and:
        """
        revisionHistoryLimit: 1
        """
      And the Pod template of StatefulSet web changes to b
      And the Pod template of StatefulSet web changes to c
      When the Pod template of StatefulSet web changes to d
      Then only revisions a, c and d exist
      And no Pods were created

    @needs-refusals
    Example: [7] old revisions go although the API server refuses every Pod
      Given StatefulSet web with 1 replica and:
        """
        revisionHistoryLimit: 0
        """
      And the API server answers each create of pods by the controller with 403 Forbidden
      And the Pod template of StatefulSet web changes to b
      When the Pod template of StatefulSet web changes to c
      Then only revisions a and c exist
      And no Pods were created

  @SS-REV-008
  Rule: The current revision, the update revision and every revision that the label of a Pod names MUST be kept

    Example: [8] with OnDelete each revision that a Pod has is kept, even with a limit of 0
      Given StatefulSet web with 2 replicas and:
        """
        updateStrategy: { type: OnDelete }
        revisionHistoryLimit: 0
        """
      And the Pod template of StatefulSet web changes to b
      And Pod web-1 is deleted
      When the Pod template of StatefulSet web changes to c
      Then only revisions a, b and c exist
      And nothing else changed

    Example: [9] a revision goes with the last Pod that has it
      Given StatefulSet web with 2 replicas and:
        """
        updateStrategy: { type: OnDelete }
        revisionHistoryLimit: 0
        """
      And the Pod template of StatefulSet web changes to b
      And Pod web-1 is deleted
      And the Pod template of StatefulSet web changes to c
      When Pod web-1 is deleted
      Then only revisions a and c exist
      And only Pod web-1 was created
      And nothing else changed

    Example: [10] the revision of the Pods below a partition is kept for their replacements
      Given StatefulSet web with 2 replicas and:
        """
        updateStrategy: { type: RollingUpdate, rollingUpdate: { partition: 1 } }
        revisionHistoryLimit: 0
        """
      And the Pod template of StatefulSet web changes to b
      And the Pod template of StatefulSet web changes to c
      When Pod web-0 is deleted
      Then Pod web-0 has:
        | metadata.annotations.version | a |
      And only revisions a and c exist
      And only Pod web-0 was created
      And nothing else changed

    Example: [11] the update revision is kept before any Pod has it
      Given StatefulSet web with 2 replicas and:
        """
        updateStrategy: { type: RollingUpdate, rollingUpdate: { partition: 2 } }
        revisionHistoryLimit: 0
        """
      When the Pod template of StatefulSet web changes to b
      Then only revisions a and b exist
      And nothing else changed

    Example: [12] the revision of a Pod that is still terminating is kept
      Given StatefulSet web with 2 replicas and:
        """
        revisionHistoryLimit: 0
        """
      And deletion of Pod web-1 is held by a finalizer
      When the Pod template of StatefulSet web changes to b
      Then only revisions a and b exist
      And only Pod web-1 was deleted
      And nothing else changed

    Example: [13] the revision of a Pod that is still terminating is kept though nothing else names it
      Given StatefulSet web with 2 replicas and:
        """
        updateStrategy: { type: OnDelete }
        revisionHistoryLimit: 0
        """
      And the Pod template of StatefulSet web changes to b
      And Pod web-1 is deleted
      And deletion of Pod web-1 is held by a finalizer
      And Pod web-1 is deleted
      When the Pod template of StatefulSet web changes to c
      Then only revisions a, b and c exist
      And nothing else changed
