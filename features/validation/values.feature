@VAL
Feature: Values of fields
  Numbers count from zero, and words are those of a closed list.

  @SS-VAL-005
  Rule: Negative replicas, partition, minReadySeconds and ordinals.start MUST be refused

    Scenario Outline: [<number>] <field> of a new set
      Given every StatefulSet has:
        """
        <spec>
        """
      When StatefulSet web is created with 1 replica
      Then the API server rejected field spec.<field> as FieldValueInvalid
      And no StatefulSets exist
      And nothing else changed

      Examples:
        | number | field                                  | spec                                                     |
        | 1      | replicas                               | { replicas: -1 }                                         |
        | 2      | minReadySeconds                        | { minReadySeconds: -1 }                                  |
        | 3      | ordinals.start                         | { ordinals: { start: -1 } }                              |
        | 4      | updateStrategy.rollingUpdate.partition | { updateStrategy: { rollingUpdate: { partition: -1 } } } |

    Scenario Outline: [<number>] <field> of a set that is changed
      Given StatefulSet web with 1 replica
      When these fields of StatefulSet web are set:
        """
        <spec>
        """
      Then the API server rejected field spec.<field> as FieldValueInvalid
      And nothing else changed

      Examples:
        | number | field                                  | spec                                                     |
        | 5      | replicas                               | { replicas: -1 }                                         |
        | 6      | updateStrategy.rollingUpdate.partition | { updateStrategy: { rollingUpdate: { partition: -1 } } } |

    Example: [7] replicas by the scale subresource
      Given StatefulSet web with 1 replica
      When StatefulSet web is scaled to -1
      Then the API server rejected field spec.replicas as FieldValueInvalid
      And nothing else changed

    Example: [8] zero is a number like others
      When StatefulSet web is created with 0 replicas and:
        """
        minReadySeconds: 0
        ordinals: { start: 0 }
        updateStrategy: { rollingUpdate: { partition: 0 } }
        revisionHistoryLimit: 0
        """
      Then StatefulSet web has:
        | spec.replicas                               | 0 |
        | spec.updateStrategy.rollingUpdate.partition | 0 |
        | spec.revisionHistoryLimit                   | 0 |
      And no Pods were created
      And nothing else changed

  @SS-VAL-006
  Rule: Policies and strategy types MUST be refused where they are none of the documented words

    Scenario Outline: [<number>] <field> of a new set
      Given every StatefulSet has:
        """
        <spec>
        """
      When StatefulSet web is created with 1 replica
      Then the API server rejected field spec.<field> as <reason>
      And no StatefulSets exist
      And nothing else changed

      Examples:
        | number | field                                            | spec                                                              | reason                 |
        | 9      | podManagementPolicy                              | { podManagementPolicy: parallel }                                 | FieldValueInvalid      |
        | 10     | updateStrategy                                   | { updateStrategy: { type: Rolling } }                             | FieldValueInvalid      |
        | 11     | persistentVolumeClaimRetentionPolicy.whenDeleted | { persistentVolumeClaimRetentionPolicy: { whenDeleted: Remove } } | FieldValueNotSupported |
        | 12     | persistentVolumeClaimRetentionPolicy.whenScaled  | { persistentVolumeClaimRetentionPolicy: { whenScaled: delete } }  | FieldValueNotSupported |

    Scenario Outline: [<number>] <field> of a set that is changed
      Given StatefulSet web with 1 replica
      When these fields of StatefulSet web are set:
        """
        <spec>
        """
      Then the API server rejected field spec.<field> as <reason>
      And nothing else changed

      Examples:
        | number | field                                           | spec                                                             | reason                 |
        | 13     | updateStrategy                                  | { updateStrategy: { type: ondelete, rollingUpdate: null } }      | FieldValueInvalid      |
        | 14     | persistentVolumeClaimRetentionPolicy.whenScaled | { persistentVolumeClaimRetentionPolicy: { whenScaled: Remove } } | FieldValueNotSupported |

  @SS-VAL-007
  Rule: A rollingUpdate block together with type OnDelete MUST be refused

    Example: [15] of a new set
      Given every StatefulSet has:
        """
        updateStrategy: { type: OnDelete, rollingUpdate: { partition: 1 } }
        """
      When StatefulSet web is created with 1 replica
      Then the API server rejected field spec.updateStrategy.rollingUpdate as FieldValueInvalid
      And no StatefulSets exist
      And nothing else changed

    Example: [16] a switch to OnDelete that leaves the block as it is
      Given StatefulSet web with 1 replica
      When these fields of StatefulSet web are set:
        """
        updateStrategy: { type: OnDelete }
        """
      Then the API server rejected field spec.updateStrategy.rollingUpdate as FieldValueInvalid
      And StatefulSet web has:
        | spec.updateStrategy.type | RollingUpdate |
      And nothing else changed

    Example: [17] a switch to OnDelete that takes the block away is accepted
      Given StatefulSet web with 1 replica
      When these fields of StatefulSet web are set:
        """
        updateStrategy: { type: OnDelete, rollingUpdate: null }
        """
      Then StatefulSet web has:
        | spec.updateStrategy | {"type":"OnDelete"} |
      And nothing else changed
