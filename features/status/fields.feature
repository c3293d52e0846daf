@STA
Feature: Conditions and collision count
  Two fields that readers expect to tell more than they do: there are no conditions to wait for, and the collision count is
  there from the beginning and only grows.

  @SS-STA-009
  Rule: Under RollingUpdate and OnDelete status.conditions MUST stay empty

    Example: [1] a set that is whole
      When StatefulSet web is created with 2 replicas
      Then only Pods web-0 and web-1 were created
      And StatefulSet web has:
        | status.conditions | <absent> |
      And nothing else changed

    Example: [2] a set whose Pods are refused
      Given this exists:
        """
        {apiVersion: v1, kind: ResourceQuota, metadata: {name: full}, spec: {hard: {pods: "0"}}}
        """
      When StatefulSet web is created with 2 replicas
      Then event FailedCreate was recorded about StatefulSet web
      And StatefulSet web has:
        | status.conditions | <absent> |

    Example: [3] an update that is stuck
      Given StatefulSet web with 2 replicas
      And Pod web-1 will not become ready
      When the Pod template of StatefulSet web changes
      Then only Pod web-1 was created
      And StatefulSet web has:
        | status.conditions | <absent> |

    Example: [4] an update by hand
      Given StatefulSet web with 2 replicas and:
        """
        updateStrategy: {type: OnDelete}
        """
      And the Pod template of StatefulSet web changes
      When Pod web-1 is deleted
      Then only Pod web-1 was created
      And StatefulSet web has:
        | status.conditions | <absent> |
      And nothing else changed

  @SS-STA-010
  Rule: The collision count MUST be there from the first pass on and never decrease

    Example: [5] it is there before anything has collided
      When StatefulSet web is created with 0 replicas
      Then StatefulSet web has:
        | status.collisionCount | 0 |
      And nothing else changed

    Example: [6] it stays after a collision, whatever else the status reports
      Given every StatefulSet has:
        """
        template: { metadata: { annotations: { version: a } } }
        """
      And StatefulSet web with 1 replica
      And the Pod template of StatefulSet web changes to b
      And revision a is deleted
      And a copy of revision a is created with:
        | data.spec.template.metadata.annotations.version | x        |
        | metadata.labels                                 | <absent> |
        | metadata.ownerReferences                        | <absent> |
      And the Pod template of StatefulSet web changes to a
      When StatefulSet web is scaled to 2
      Then StatefulSet web reports:
        """
        {replicas: 2, collisionCount: 1}
        """

    Example: [7] nobody can lower it
      Given StatefulSet web with 1 replica
      And the status of StatefulSet web is patched with:
        """
        status: {collisionCount: 3}
        """
      When the status of StatefulSet web is patched with:
        """
        status: {collisionCount: 2}
        """
      Then the API server rejected the request with 422 Invalid
      And nothing else changed
