@VAL
Feature: Templates
  The Pods of a set run until they are deleted.
  A template that could never make a Pod or a claim is refused at once, not by an event for each attempt.

  @SS-VAL-010
  Rule: A Pod template MUST have restartPolicy Always and no activeDeadlineSeconds

    Scenario Outline: [<number>] <field> of a new set
      Given every StatefulSet has:
        """
        template: { spec: <spec> }
        """
      When StatefulSet web is created with 1 replica
      Then the API server rejected field spec.template.spec.<field> as <reason>
      And no StatefulSets exist
      And nothing else changed

      Examples:
        | number | field                 | spec                         | reason                 |
        | 1      | restartPolicy         | { restartPolicy: Never }     | FieldValueNotSupported |
        | 2      | restartPolicy         | { restartPolicy: OnFailure } | FieldValueNotSupported |
        | 3      | activeDeadlineSeconds | { activeDeadlineSeconds: 5 } | FieldValueForbidden    |

    Scenario Outline: [<number>] <field> of a set that is changed
      Given StatefulSet web with 1 replica
      When these fields of StatefulSet web are set:
        """
        template: { spec: <spec> }
        """
      Then the API server rejected field spec.template.spec.<field> as <reason>
      And nothing else changed

      Examples:
        | number | field                 | spec                         | reason                 |
        | 4      | restartPolicy         | { restartPolicy: Never }     | FieldValueNotSupported |
        | 5      | activeDeadlineSeconds | { activeDeadlineSeconds: 5 } | FieldValueForbidden    |

  @SS-VAL-011 @since-1.34
  Rule: An invalid Pod spec or claim template MUST be refused when the set is created

    Scenario Outline: [<number>] <what>
      Given every StatefulSet has:
        """
        template: { spec: <spec> }
        """
      When StatefulSet web is created with 1 replica
      Then the API server rejected field spec.template.spec.<field> as <reason>
      And no StatefulSets exist
      And nothing else changed

      Examples:
        | number | what                         | spec                                                                                         | field                              | reason             |
        | 6      | no containers                | { containers: [] }                                                                           | containers                         | FieldValueRequired |
        | 7      | a container without an image | { containers: [{ name: main }] }                                                             | containers[0].image                | FieldValueRequired |
        | 8      | a mount without its volume   | { containers: [{ name: main, image: i, volumeMounts: [{ name: data, mountPath: /data }] }] } | containers[0].volumeMounts[0].name | FieldValueNotFound |

    @needs-default-class
    Scenario Outline: [<number>] <what>
      Given every StatefulSet has:
        """
        volumeClaimTemplates: [{ metadata: { name: data }, spec: <spec> }]
        """
      When StatefulSet web is created with 1 replica
      Then the API server rejected field spec.volumeClaimTemplates[0].spec.<field> as <reason>
      And no StatefulSets exist
      And nothing else changed

      Examples:
        | number | what                                  | spec                                          | field              | reason             |
        | 9      | a claim template without access modes | { resources: { requests: { storage: 1Mi } } } | accessModes        | FieldValueRequired |
        | 10     | a claim template without a size       | { accessModes: [ReadWriteOnce] }              | resources[storage] | FieldValueRequired |

    Example: [11] a valid template cannot be changed to an invalid one
      Given StatefulSet web with 1 replica
      When these fields of StatefulSet web are set:
        """
        template: { spec: { containers: [{ name: main }] } }
        """
      Then the API server rejected field spec.template.spec.containers[0].image as FieldValueRequired
      And nothing else changed
