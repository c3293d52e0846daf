@VAL
Feature: Which fields can be changed
  A set can be changed in how many Pods it has, what they run and how it treats them.
  What its Pods and claims are found by stays as it was created.

  @SS-VAL-003
  Rule: Of the spec replicas, template, updateStrategy, minReadySeconds, the claim retention policy, ordinals and revisionHistoryLimit MUST be changeable

    Scenario Outline: [<number>] <field> is changed
      Given StatefulSet web with 0 replicas
      When these fields of StatefulSet web are set:
        """
        <change>
        """
      Then StatefulSet web has:
        | spec.<field> | <value> |
      And no claims exist

      Examples:
        | number | field                                       | change                                                           | value                                          |
        | 1      | replicas                                    | { replicas: 1 }                                                  | 1                                              |
        | 2      | template.spec.terminationGracePeriodSeconds | { template: { spec: { terminationGracePeriodSeconds: 5 } } }     | 5                                              |
        | 3      | updateStrategy                              | { updateStrategy: { type: OnDelete, rollingUpdate: null } }      | {"type":"OnDelete"}                            |
        | 4      | minReadySeconds                             | { minReadySeconds: 1 }                                           | 1                                              |
        | 5      | persistentVolumeClaimRetentionPolicy        | { persistentVolumeClaimRetentionPolicy: { whenScaled: Delete } } | {"whenDeleted":"Retain","whenScaled":"Delete"} |
        | 6      | ordinals                                    | { ordinals: { start: 3 } }                                       | {"start":3}                                    |
        | 7      | revisionHistoryLimit                        | { revisionHistoryLimit: 2 }                                      | 2                                              |

  @SS-VAL-003
  Rule: A change of any other field of the spec MUST be refused
    Up to 1.36 the refusal is Forbidden and names the spec, from 1.37 on it is Invalid and names the field.

    Scenario Outline: [<number>] <field> stays
      Given StatefulSet web with 1 replica
      When these fields of StatefulSet web are set:
        """
        <change>
        """
      Then the API server rejected the request with 422 Invalid
      And nothing else changed

      Examples:
        | number | field                | change                                                                                                                                      |
        | 8      | selector             | { selector: { matchLabels: { app: other } } }                                                                                               |
        | 9      | serviceName          | { serviceName: other }                                                                                                                      |
        | 10     | podManagementPolicy  | { podManagementPolicy: Parallel }                                                                                                           |
        | 11     | volumeClaimTemplates | { volumeClaimTemplates: [{ metadata: { name: data }, spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Mi } } } }] } |

  @SS-VAL-004
  Rule: The selector, serviceName, podManagementPolicy and volumeClaimTemplates MUST NOT be changeable in any way

    Scenario Outline: [<number>] <what>
      Given StatefulSet web with 1 replica and:
        """
        podManagementPolicy: Parallel
        """
      When these fields of StatefulSet web are set:
        """
        <change>
        """
      Then the API server rejected the request with 422 Invalid
      And StatefulSet web has:
        | spec.podManagementPolicy       | Parallel |
        | spec.serviceName               | web      |
        | spec.selector.matchExpressions | <absent> |
      And nothing else changed

      Examples:
        | number | what                                    | change                                                               |
        | 12     | one more condition of the selector      | { selector: { matchExpressions: [{ key: app, operator: Exists }] } } |
        | 13     | serviceName taken away                  | { serviceName: null }                                                |
        | 14     | podManagementPolicy left to its default | { podManagementPolicy: null }                                        |

    @needs-default-class
    Scenario Outline: [<number>] <what>
      Given every StatefulSet has claim template data
      And StatefulSet web with 1 replica
      When these fields of StatefulSet web are set:
        """
        volumeClaimTemplates: <templates>
        """
      Then the API server rejected the request with 422 Invalid
      And StatefulSet web has:
        | spec.volumeClaimTemplates[0].metadata.labels                 | <absent> |
        | spec.volumeClaimTemplates[0].spec.resources.requests.storage | 1Mi      |
        | spec.volumeClaimTemplates[1]                                 | <absent> |
      And nothing else changed

      Examples:
        | number | what                    | templates                                                                                                                                                                                                                         |
        | 15     | a larger claim          | [{ metadata: { name: data }, spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 2Mi } } } }]                                                                                                                 |
        | 16     | a label of the claims   | [{ metadata: { name: data, labels: { a: b } }, spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Mi } } } }]                                                                                               |
        | 17     | one more claim template | [{ metadata: { name: data }, spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Mi } } } }, { metadata: { name: log }, spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Mi } } } }] |

    @needs-default-class
    Example: [18] the same in other words is no change
      Given every StatefulSet has claim template data
      And StatefulSet web with 1 replica
      When these fields of StatefulSet web are set:
        """
        replicas: 0
        volumeClaimTemplates:
          - metadata: { name: data }
            spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1024Ki } } }
        """
      Then only Pod web-0 was deleted
      And StatefulSet web has:
        | spec.replicas | 0 |
      And nothing else changed
