@REV
Feature: Recorded templates
  Each Pod template of a set is recorded as a ControllerRevision before a Pod is made of it.
  Here the revision of the template with the annotation version a is called revision a.

  Background:
    Given every StatefulSet has:
      """
      template: { metadata: { annotations: { version: a } } }
      """

  @SS-REV-001
  Rule: Every distinct template MUST be recorded as one ControllerRevision before a Pod refers to it

    Example: [1] a new set has one revision, however many Pods it has
      When StatefulSet web is created with 3 replicas
      Then only revision a exists
      And only Pods web-0 to web-2 were created
      And nothing else changed

    Example: [2] each new template adds one revision
      Given StatefulSet web with 2 replicas
      And the Pod template of StatefulSet web changes to b
      When the Pod template of StatefulSet web changes to c
      Then only revisions a, b and c exist
      And Pods web-0 and web-1 run the new template

    Example: [3] a template that no Pod has is recorded too
      Given StatefulSet web with 0 replicas
      When the Pod template of StatefulSet web changes to b
      Then only revisions a and b exist
      And StatefulSet web has a new update revision
      And nothing else changed

    Example: [4] two sets with equal templates record one each
      Given StatefulSet web with 1 replica
      When StatefulSet db is created with 1 replica and:
        """
        selector: { matchLabels: { app: web } }
        template: { metadata: { labels: { app: web } } }
        """
      Then only revisions a and a exist
      And only Pod db-0 was created
      And nothing else changed

    @needs-refusals
    Example: [5] no Pod is created from a template that cannot be recorded
      Given the API server answers each create of controllerrevisions by the controller with 403 Forbidden
      When StatefulSet web is created with 2 replicas
      Then no Pods were created
      And no revisions exist
      And nothing else changed

    @needs-refusals
    Example: [6] no Pod is updated to a template that cannot be recorded
      Given StatefulSet web with 2 replicas
      And the API server answers each create of controllerrevisions by the controller with 403 Forbidden
      When the Pod template of StatefulSet web changes to b
      Then no Pods were deleted
      And only revision a exists
      And nothing else changed

  @SS-REV-002
  Rule: A ControllerRevision MUST be named after the set and a hash, be owned by the set, and hold its template alone
    It also carries the labels of the template, the hash, and the annotations that the set has at that time.

    Example: [7] name, labels and owner
      When StatefulSet web is created with 1 replica and:
        """
        template: { metadata: { labels: { app: web, tier: front } } }
        """
      Then revision a has:
        | metadata.name                                | web-<hash> |
        | metadata.labels[app]                         | web        |
        | metadata.labels[tier]                        | front      |
        | metadata.labels[controller.kubernetes.io/hash] | <hash>   |
      And revision a is owned by StatefulSet web
      And only Pod web-0 was created
      And nothing else changed

    Example: [8] the template and no other field of the set
      When StatefulSet web is created with 1 replica and:
        """
        updateStrategy: { type: OnDelete }
        minReadySeconds: 1
        """
      Then revision a has:
        | data.spec.template.$patch                       | replace  |
        | data.spec.template.metadata.annotations.version | a        |
        | data.spec.template.spec.containers[0].name      | main     |
        | data.spec.replicas                              | <absent> |
        | data.spec.selector                              | <absent> |
        | data.spec.serviceName                           | <absent> |
        | data.spec.updateStrategy                        | <absent> |
        | data.spec.minReadySeconds                       | <absent> |
      And only Pod web-0 was created
      And nothing else changed

    Example: [9] the annotations that the set has when the template is recorded
      Given StatefulSet web with 1 replica
      And StatefulSet web is patched with:
        """
        metadata: { annotations: { note: mine } }
        """
      When the Pod template of StatefulSet web changes to b
      Then revision b has:
        | metadata.annotations.note | mine |
      And revision a has:
        | metadata.annotations.note | <absent> |

  @SS-REV-003
  Rule: The first revision MUST be number 1, and each template that becomes the newest the highest number so far plus one

    Example: [10] numbers go up by one
      Given StatefulSet web with 1 replica
      And the Pod template of StatefulSet web changes to b
      When the Pod template of StatefulSet web changes to c
      Then revision a has:
        | revision | 1 |
      And revision b has:
        | revision | 2 |
      And revision c has:
        | revision | 3 |

    Example: [11] the number of a revision that is gone is not given again
      Given StatefulSet web with 1 replica and:
        """
        revisionHistoryLimit: 0
        """
      And the Pod template of StatefulSet web changes to b
      When the Pod template of StatefulSet web changes to c
      Then revision c has:
        | revision | 3 |
      And only revision c exists

    Example: [12] the next number follows one that a user has set
      Given StatefulSet web with 1 replica
      And revision a is patched with:
        """
        revision: 41
        """
      When the Pod template of StatefulSet web changes to b
      Then revision b has:
        | revision | 42 |
      And only revisions a and b exist

    @needs-controller-restart
    Example: [13] a template that the controller has never seen takes no number
      Given StatefulSet web with 1 replica
      When the controller is stopped
      And the Pod template of StatefulSet web changes to b
      And the Pod template of StatefulSet web changes to c
      And the controller is started
      Then only revisions a and c exist
      And revision c has:
        | revision | 2 |

  @SS-REV-009
  Rule: The data of a ControllerRevision MUST NOT be changeable; its metadata and number may change

    Example: [14] a change of the data is rejected
      Given StatefulSet web with 1 replica
      When revision a is patched with:
        """
        data: { spec: { template: { metadata: { annotations: { version: b } } } } }
        """
      Then the API server rejected the request with 422 Invalid
      And revision a has:
        | data.spec.template.metadata.annotations.version | a |
      And nothing else changed

    Example: [15] the number and the labels can be changed
      Given StatefulSet web with 1 replica
      When revision a is patched with:
        """
        metadata: { labels: { note: mine } }
        revision: 7
        """
      Then revision a has:
        | metadata.labels.note | mine |
        | revision             | 7    |
      And nothing else changed
