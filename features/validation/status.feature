@VAL
Feature: Status and spec
  Users write the spec and the controller writes the status, each at an endpoint of its own.

  @SS-VAL-013
  Rule: Writes to the set MUST ignore status

    Example: [1] a status that is written to the set
      Given StatefulSet web with 1 replica
      When StatefulSet web is patched with:
        """
        metadata: { labels: { a: b } }
        status: { conditions: [{ type: Tried, status: "True" }] }
        """
      Then StatefulSet web has:
        | metadata.labels[a] | b        |
        | status.conditions  | <absent> |
      And nothing else changed

    @needs-controller-restart
    Example: [12] a status that no controller is there to correct
      Given StatefulSet web with 1 replica
      And the controller is stopped
      When StatefulSet web is patched with:
        """
        metadata: { labels: { a: b } }
        status: { replicas: 7, conditions: [{ type: Tried, status: "True" }] }
        """
      Then StatefulSet web has:
        | metadata.labels[a] | b        |
        | status.replicas    | 1        |
        | status.conditions  | <absent> |
      And nothing else changed

  @SS-VAL-013
  Rule: Writes to the status of a set MUST ignore spec, and reads show what was written

    Example: [2] a spec beside a status
      Given StatefulSet web with 1 replica
      When the status of StatefulSet web is patched with:
        """
        spec: { replicas: 5, minReadySeconds: 5 }
        status: { conditions: [{ type: Tried, status: "True" }] }
        """
      Then StatefulSet web has:
        | spec.replicas        | 1        |
        | spec.minReadySeconds | <absent> |
      And the generation of StatefulSet web rose by 0
      And no Pods were created
      And nothing else changed

    @needs-controller-restart
    Example: [3] a status is read as it was written until the controller writes the next one
      Given StatefulSet web with 1 replica
      And the controller is stopped
      When the status of StatefulSet web is patched with:
        """
        spec: { replicas: 5 }
        status: { replicas: 3, readyReplicas: 2, conditions: [{ type: Tried, status: "True" }] }
        """
      Then StatefulSet web has:
        | spec.replicas             | 1     |
        | status.replicas           | 3     |
        | status.readyReplicas      | 2     |
        | status.conditions[0].type | Tried |
      And nothing else changed

  @SS-VAL-014
  Rule: A status with negative counters, with counters above replicas, or with more available than ready Pods MUST be refused

    Scenario Outline: [<number>] <what>
      Given StatefulSet web with 1 replica
      When the status of StatefulSet web is patched with:
        """
        status: <status>
        """
      Then the API server rejected field status.<field> as FieldValueInvalid
      And nothing else changed

      Examples:
        | number | what                              | field              | status                                     |
        | 4      | negative replicas                 | replicas           | { replicas: -1 }                           |
        | 5      | a negative observedGeneration     | observedGeneration | { observedGeneration: -1 }                 |
        | 6      | more ready Pods than replicas     | readyReplicas      | { readyReplicas: 2 }                       |
        | 7      | more current Pods than replicas   | currentReplicas    | { currentReplicas: 2 }                     |
        | 8      | more updated Pods than replicas   | updatedReplicas    | { updatedReplicas: 2 }                     |
        | 9      | more available Pods than replicas | availableReplicas  | { availableReplicas: 2 }                   |
        | 10     | more available than ready Pods    | availableReplicas  | { readyReplicas: 0, availableReplicas: 1 } |
        | 11     | a negative collisionCount         | collisionCount     | { collisionCount: -1 }                     |
