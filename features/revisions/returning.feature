@REV
Feature: Returning to an older template
  A template that comes back is not recorded again: its revision becomes the newest one. So a rollback is an update
  like any other, whether the old template is applied again or kubectl rollout undo takes it from the revision.

  Background:
    Given every StatefulSet has:
      """
      template: { metadata: { annotations: { version: a } } }
      """

  @SS-REV-004
  Rule: When the template returns to an older one, its ControllerRevision MUST become the newest with only a new number

    Example: [1] the old template is applied again
      Given StatefulSet web with 2 replicas
      And the Pod template of StatefulSet web changes to b
      When the Pod template of StatefulSet web changes to a
      Then only revisions a and b exist
      And revisions a and b are the same as before
      And revision a has:
        | revision | 3 |
      And Pods web-0 and web-1 run the new template

    Example: [2] kubectl rolls back to the revision before
      Given StatefulSet web with 2 replicas
      And the Pod template of StatefulSet web changes to b
      When StatefulSet web is rolled back to revision a
      Then only revisions a and b exist
      And revisions a and b are the same as before
      And revision a has:
        | revision | 3 |
      And Pods web-0 and web-1 run the new template

    Example: [3] a rollback over several revisions leaves those between as they are
      Given StatefulSet web with 1 replica
      And the Pod template of StatefulSet web changes to b
      And the Pod template of StatefulSet web changes to c
      When StatefulSet web is rolled back to revision a
      Then only revisions a, b and c exist
      And revision a has:
        | revision | 4 |
      And revision b has:
        | revision | 2 |

    Example: [4] a rollback of a staged update replaces the updated Pods only
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: { type: RollingUpdate, rollingUpdate: { partition: 2 } }
        """
      And the Pod template of StatefulSet web changes to b
      When StatefulSet web is rolled back to revision a
      Then only Pod web-2 was deleted
      And only Pod web-2 was created
      And revision a has:
        | revision | 3 |
      And nothing else changed

    Example: [5] with OnDelete nothing but the number changes
      Given StatefulSet web with 2 replicas and:
        """
        updateStrategy: { type: OnDelete }
        """
      And the Pod template of StatefulSet web changes to b
      When the Pod template of StatefulSet web changes to a
      Then revision a is the same as before
      And revision a has:
        | revision | 3 |
      And StatefulSet web reports:
        """
        updatedReplicas: 2
        """
      And nothing else changed

    Example: [6] back and forth, two templates stay two revisions
      Given StatefulSet web with 1 replica
      And the Pod template of StatefulSet web changes to b
      And the Pod template of StatefulSet web changes to a
      When the Pod template of StatefulSet web changes to b
      Then only revisions a and b exist
      And revision a has:
        | revision | 3 |
      And revision b has:
        | revision | 4 |

  @SS-REV-005
  Rule: Writing a template that equals the newest revision MUST change no revision, no number and no Pod

    Example: [7] the same template is applied again with another field
      Given StatefulSet web with 2 replicas
      And the Pod template of StatefulSet web changes to b
      When these fields of StatefulSet web are set:
        """
        minReadySeconds: 1
        template: { metadata: { annotations: { version: b } } }
        """
      Then revision b has:
        | revision | 2 |
      And nothing else changed

    Example: [8] defaults are written out
      Given StatefulSet web with 2 replicas
      When these fields of StatefulSet web are set:
        """
        minReadySeconds: 1
        template: { spec: { dnsPolicy: ClusterFirst, restartPolicy: Always, schedulerName: default-scheduler } }
        """
      Then revision a has:
        | revision | 1 |
      And no Pods were deleted
      And nothing else changed

    Example: [9] a quantity is written in another unit, and fields are written as empty
      Given StatefulSet web with 2 replicas and:
        """
        template: { spec: { volumes: [{ name: tmp, emptyDir: { sizeLimit: 1Mi } }] } }
        """
      When these fields of StatefulSet web are set:
        """
        minReadySeconds: 1
        template: { spec: { volumes: [{ name: tmp, emptyDir: { sizeLimit: 1024Ki } }], nodeSelector: {}, tolerations: [] } }
        """
      Then revision a has:
        | revision | 1 |
      And no Pods were deleted
      And nothing else changed

    Example: [10] a rollback to the newest revision changes nothing
      Given StatefulSet web with 2 replicas
      And the Pod template of StatefulSet web changes to b
      When StatefulSet web is rolled back to revision b
      Then revision b has:
        | revision | 2 |
      And no Pods were deleted
      And nothing else changed

    @needs-controller-restart
    Example: [11] a template that changes and returns while the controller is stopped leaves no trace
      Given StatefulSet web with 2 replicas
      When the controller is stopped
      And the Pod template of StatefulSet web changes to b
      And the Pod template of StatefulSet web changes to a
      And the controller is started
      Then only revision a exists
      And revision a has:
        | revision | 1 |
      And nothing else changed

  @SS-REV-013
  Rule: A rollback MUST renumber the existing ControllerRevision, and make a new one only where that was truncated
    Misconception: A rollback creates a new ControllerRevision, and names look like webapp-3 (the concept page, since
    1.34). Actual behaviour: the existing object gets a new number, and its name ends in a hash, never in the number.

    Example: [12] a rollback makes no new object
      Given StatefulSet web with 1 replica
      And the Pod template of StatefulSet web changes to b
      When StatefulSet web is rolled back to revision a
      Then revision a is the same as before
      And only revisions a and b exist
      And revision a has:
        | metadata.name | web-<hash> |
        | revision      | 3          |

    Example: [13] a template whose revision was truncated is recorded anew
      Given StatefulSet web with 1 replica and:
        """
        revisionHistoryLimit: 0
        """
      And the Pod template of StatefulSet web changes to b
      When the Pod template of StatefulSet web changes to a
      Then only revision a exists
      And revision a has:
        | metadata.name | web-<hash> |
        | revision      | 3          |
      And Pod web-0 runs the new template
