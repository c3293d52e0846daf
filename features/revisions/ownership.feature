@REV
Feature: Owners of revisions
  A set sees the revisions that its selector matches and that it controls. It adopts those of nobody.

  Background:
    Given every StatefulSet has:
      """
      template: { metadata: { annotations: { version: a } } }
      """

  @SS-REV-011
  Rule: Revisions that match the selector and have no controller MUST be adopted; those of another controller are left

    @needs-gc
    Example: [1] a set that is created again adopts its revision with its Pods
      Given StatefulSet web with 1 replica
      And StatefulSet web is deleted with Orphan propagation
      When StatefulSet web is created again
      Then revision a is owned by StatefulSet web
      And Pod web-0 is owned by StatefulSet web
      And revision a is the same as before
      And only revision a exists
      And nothing else changed

    @needs-gc
    Example: [2] a set that is created again goes on where the numbers were
      Given StatefulSet web with 1 replica
      And the Pod template of StatefulSet web changes to b
      And StatefulSet web is deleted with Orphan propagation
      When StatefulSet web is created again
      Then only revisions a and b exist
      And revisions a and b are the same as before
      And revision a has:
        | revision | 3 |
      And revision b is owned by StatefulSet web

    Example: [3] a revision of nobody is adopted, and its number counts
      Given StatefulSet web with 1 replica
      When a copy of revision a is created with:
        | metadata.name                                   | orphan     |
        | metadata.ownerReferences                        | <absent>   |
        | data.spec.template.metadata.annotations.version | x          |
        | revision                                        | 7          |
      And the Pod template of StatefulSet web changes to b
      Then revision x is owned by StatefulSet web
      And only revisions a, b and x exist
      And revision b has:
        | revision | 8 |

    Example: [4] a revision without the labels is not adopted
      Given StatefulSet web with 1 replica
      And a copy of revision a is created with:
        | metadata.name                                   | web-orphan |
        | metadata.ownerReferences                        | <absent>   |
        | metadata.labels                                 | <absent>   |
        | data.spec.template.metadata.annotations.version | x          |
        | revision                                        | 7          |
      When the Pod template of StatefulSet web changes to b
      Then revision x is owned by nobody
      And revision b has:
        | revision | 2 |
      And only revisions a, b and x exist

    Example: [5] revisions of another set are neither taken nor counted
      Given StatefulSet db with 1 replica and:
        """
        selector: { matchLabels: { app: web } }
        template: { metadata: { labels: { app: web }, annotations: { version: x } } }
        """
      And the Pod template of StatefulSet db changes to y
      When StatefulSet web is created with 1 replica
      Then revision a has:
        | revision | 1 |
      And revision y is owned by StatefulSet db
      And only revisions a, x and y exist
      And only Pod web-0 was created
      And nothing else changed

    Example: [6] a set-based selector decides which are adopted
      Given StatefulSet web with 1 replica and:
        """
        selector: { matchLabels: null, matchExpressions: [{ key: app, operator: In, values: [web, shop] }] }
        """
      And a copy of revision a is created with:
        | metadata.name                                   | web-orphan |
        | metadata.ownerReferences                        | <absent>   |
        | metadata.labels.app                             | shop       |
        | data.spec.template.metadata.annotations.version | x          |
      When the Pod template of StatefulSet web changes to b
      Then revision x is owned by StatefulSet web
      And only revisions a, b and x exist

  @SS-REV-015
  Rule: An owned revision whose labels no longer match MUST keep its owner; the set no longer sees it
    Misconception: Revisions that are owned but whose labels no longer match are released. Actual behaviour: orphan
    revisions are adopted, none is released; one without the labels is not counted, nor does it count for the numbers.

    Background:
      Given StatefulSet web with 1 replica
      And the Pod template of StatefulSet web changes to b
      And revision a is patched with:
        """
        metadata: { labels: { app: null } }
        """

    Example: [7] it keeps its owner
      When StatefulSet web is scaled to 2
      Then revision a is owned by StatefulSet web
      And only Pod web-1 was created
      And only revisions a and b exist
      And nothing else changed

    Example: [8] it does not count for the limit
      When these fields of StatefulSet web are set:
        """
        revisionHistoryLimit: 0
        """
      Then only revisions a and b exist
      And revision a is owned by StatefulSet web
      And nothing else changed

    Example: [9] a template that returns to it uses it by its name, with the number that it has
      When the Pod template of StatefulSet web changes to a
      Then only revisions a and b exist
      And revision a is the same as before
      And revision a has:
        | revision | 1 |
      And Pod web-0 runs the new template

    Example: [10] it takes up no number
      Given revision b is patched with:
        """
        metadata: { labels: { app: null } }
        """
      When the Pod template of StatefulSet web changes to c
      Then revision c has:
        | revision | 1 |
      And Pod web-0 runs the new template
