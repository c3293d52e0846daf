@VAL
Feature: Names
  The name of a set begins the names of its Pods, which are hosts: both have to be DNS labels.

  @SS-VAL-008
  Rule: The name of a set MUST be a DNS label

    Scenario Outline: [<number>] <what>
      When StatefulSet <name> is created with 0 replicas and:
        """
        serviceName: web
        selector: { matchLabels: { app: web } }
        template: { metadata: { labels: { app: web } } }
        """
      Then the API server rejected field metadata.name as FieldValueInvalid
      And no StatefulSets exist
      And nothing else changed

      Examples:
        | number | what          | name                                                             |
        | 1      | a dot         | web.example                                                      |
        | 2      | 64 characters | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa |

  @SS-VAL-008
  Rule: A serviceName that is given at creation MUST be a DNS label

    Scenario Outline: [<number>] <what>
      When StatefulSet web is created with 1 replica and:
        """
        serviceName: <name>
        """
      Then the API server rejected field spec.serviceName as FieldValueInvalid
      And no StatefulSets exist
      And nothing else changed

      Examples:
        | number | what             | name                                                             |
        | 3      | a dot            | web.example                                                      |
        | 4      | a capital letter | Web                                                              |
        | 5      | 64 characters    | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa |

  @SS-VAL-009
  Rule: Pods whose name or revision label would be too long MUST NOT appear

    Example: [6] a name of 52 characters always leaves room for both
      When StatefulSet aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa is created with 1 replica
      Then only Pod aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-0 was created
      And nothing else changed

    Scenario Outline: [<number>] a name of <length> characters is accepted and has no Pods
      When StatefulSet <name> is created with 1 replica
      Then no Pods were created
      And event FailedCreate was recorded about StatefulSet <name>
      And StatefulSet <name> reports:
        """
        {replicas: 0, readyReplicas: 0}
        """
      And nothing else changed

      Examples:
        | number | length | name                                                            |
        | 7      | 60     | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa    |
        | 8      | 63     | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa |
