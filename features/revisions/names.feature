@REV
Feature: Taken names and twins
  The name of a revision is a hash of its template, so the object that a set is about to create may be there already.
  Nor is it certain that there is only one revision of a template.

  Background:
    Given every StatefulSet has:
      """
      template: { metadata: { annotations: { version: a } } }
      """

  @SS-REV-010
  Rule: A name taken by other data MUST be evaded and counted in status.collisionCount, one of the same data used
    Here revision a has been deleted by a user, and something else stands under its name.

    Background:
      Given StatefulSet web with 1 replica
      And the Pod template of StatefulSet web changes to b
      And revision a is deleted

    Example: [1] the name is taken by other data
      Given a copy of revision a is created with:
        | data.spec.template.metadata.annotations.version | x        |
        | metadata.labels                                 | <absent> |
        | metadata.ownerReferences                        | <absent> |
      When the Pod template of StatefulSet web changes to a
      Then StatefulSet web reports:
        """
        collisionCount: 1
        """
      And only revisions a, b and x exist
      And Pod web-0 runs the new template
      And revision x is the same as before

    Example: [2] the name is taken by the data of another kind of object
      Given a copy of revision a is created with:
        | data                     | { kind: nothing } |
        | metadata.labels          | <absent>          |
        | metadata.ownerReferences | <absent>          |
      When the Pod template of StatefulSet web changes to a
      Then StatefulSet web reports:
        """
        collisionCount: 1
        """
      And revision a has:
        | revision | 3 |
      And Pod web-0 runs the new template

    Example: [3] the name is taken by the same data of nobody
      Given a copy of revision a is created with:
        | metadata.labels          | <absent> |
        | metadata.ownerReferences | <absent> |
      When the Pod template of StatefulSet web changes to a
      Then only revisions a and b exist
      And revision a is the same as before
      And revision a is owned by nobody
      And StatefulSet web reports:
        """
        collisionCount: 0
        """
      And Pod web-0 runs the new template

    Example: [4] a collision is not counted again
      Given a copy of revision a is created with:
        | data.spec.template.metadata.annotations.version | x        |
        | metadata.labels                                 | <absent> |
        | metadata.ownerReferences                        | <absent> |
      And the Pod template of StatefulSet web changes to a
      When the Pod template of StatefulSet web changes to b
      Then StatefulSet web reports:
        """
        collisionCount: 1
        """
      And only revisions a, b and x exist
      And revision b is the same as before

  @SS-REV-016
  Rule: Revisions of one template and one number MUST NOT make Pods go round: the choice between them stays the same

    Example: [5] a twin of the newest revision restarts each Pod once
      Given StatefulSet web with 2 replicas
      And the Pod template of StatefulSet web changes to b
      When a copy of revision b is created with:
        | metadata.name | web-zzzzzzzzzzz |
      And StatefulSet web is scaled to 3
      Then only Pods web-1 and web-0 were deleted
      And only revisions a, b and b exist
      And every Pod has:
        | metadata.labels[controller-revision-hash] | web-zzzzzzzzzzz |

    Example: [6] whatever is done to the set afterwards, its Pods stay
      Given StatefulSet web with 2 replicas
      And the Pod template of StatefulSet web changes to b
      And a copy of revision b is created with:
        | metadata.name | web-zzzzzzzzzzz |
      And StatefulSet web is scaled to 3
      When StatefulSet web is scaled to 4
      Then only Pod web-3 was created
      And nothing else changed

    Example: [7] of twins of an older template one becomes the newest
      Given StatefulSet web with 1 replica
      And the Pod template of StatefulSet web changes to b
      And a copy of revision a is created with:
        | metadata.name | web-zzzzzzzzzzz |
      When the Pod template of StatefulSet web changes to a
      Then revision web-zzzzzzzzzzz has:
        | revision | 3 |
      And only revisions a, a and b exist
      And only Pod web-0 was deleted
      And Pod web-0 runs the new template
