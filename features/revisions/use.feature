@REV
Feature: What revisions are used for
  A set keeps the names of two revisions in its status: the current one and the one to update to. From these objects,
  not from its own template, its Pods are made.

  Background:
    Given every StatefulSet has:
      """
      template: { metadata: { annotations: { version: a } } }
      """

  @SS-REV-012
  Rule: The update revision MUST take the place of a current revision that is deleted, and be made again if it is deleted

    Example: [1] a Pod below the partition comes back updated once its revision is gone
      Given StatefulSet web with 2 replicas and:
        """
        updateStrategy: { type: RollingUpdate, rollingUpdate: { partition: 1 } }
        """
      And the Pod template of StatefulSet web changes to b
      And revision a is deleted
      When Pod web-0 is deleted
      Then Pod web-0 runs the new template
      And only Pod web-0 was created
      And only revision b exists
      And nothing else changed

    Example: [2] the Pods stay as they are until they are deleted
      Given StatefulSet web with 2 replicas and:
        """
        updateStrategy: { type: RollingUpdate, rollingUpdate: { partition: 1 } }
        """
      And the Pod template of StatefulSet web changes to b
      And revision a is deleted
      When StatefulSet web is scaled to 3
      Then only Pod web-2 was created
      And Pod web-2 runs the new template
      And only revision b exists
      And nothing else changed

    Example: [3] the only revision is made again, and no Pod is restarted
      Given StatefulSet web with 1 replica
      And revision a is deleted
      When StatefulSet web is scaled to 2
      Then only revision a exists
      And only Pod web-1 was created
      And Pod web-1 has:
        | metadata.annotations.version | a |
      And nothing else changed

    Example: [4] the revision of a staged update is made again
      Given StatefulSet web with 2 replicas and:
        """
        updateStrategy: { type: RollingUpdate, rollingUpdate: { partition: 1 } }
        """
      And the Pod template of StatefulSet web changes to b
      And revision b is deleted
      When StatefulSet web is scaled to 3
      Then only revisions a and b exist
      And only Pod web-2 was created
      And Pod web-2 runs the new template
      And nothing else changed

  @SS-REV-014
  Rule: Revisions MUST decide what every Pod is built from and whether it is stale
    Misconception: Revisions serve rollback only.

    Example: [5] a Pod below the partition is built from the revision that it had
      Given StatefulSet web with 2 replicas and:
        """
        updateStrategy: { type: RollingUpdate, rollingUpdate: { partition: 1 } }
        """
      And the Pod template of StatefulSet web changes to b
      When Pod web-0 is deleted
      Then Pod web-0 has:
        | metadata.annotations.version | a |
      And Pod web-0 runs the old template
      And only Pod web-0 was created
      And nothing else changed

    @needs-controller-restart
    Example: [6] a Pod is built from the data of the revision, whatever these say
      Given StatefulSet web with 2 replicas and:
        """
        updateStrategy: { type: RollingUpdate, rollingUpdate: { partition: 1 } }
        """
      And the Pod template of StatefulSet web changes to b
      When the controller is stopped
      And revision a is deleted
      And a copy of revision a is created with:
        | data.spec.template.metadata.annotations.note | stored |
      And Pod web-0 is deleted
      And the controller is started
      Then Pod web-0 has:
        | metadata.annotations.note | stored |

    Example: [7] a Pod whose label names another revision is stale
      Given StatefulSet web with 2 replicas
      When Pod web-0 is patched with:
        """
        metadata: { labels: { controller-revision-hash: web-other } }
        """
      Then only Pod web-0 was deleted
      And only Pod web-0 was created
      And Pod web-1 is the same as before
      And nothing else changed

    Example: [8] a Pod whose label names the newest revision is not, whatever it was built from
      Given StatefulSet web with 1 replica
      And Pod web-0 is patched with:
        """
        metadata: { annotations: { version: x } }
        """
      When StatefulSet web is scaled to 2
      Then Pod web-0 is the same as before
      And only Pod web-1 was created
      And nothing else changed
