@VAL
Feature: Selector
  A set finds its Pods by its selector: one that is missing, or that its own Pods do not satisfy, is of no use.

  @SS-VAL-002
  Rule: A set MUST be refused whose selector is absent or empty or not satisfied by the labels of its template

    Scenario Outline: [<number>] created with selector <selector>
      Given every StatefulSet has:
        """
        selector: <selector>
        """
      When StatefulSet web is created with 1 replica
      Then the API server rejected field <field> as <reason>
      And no StatefulSets exist
      And nothing else changed

      Examples:
        | number | selector                                                             | field                         | reason             |
        | 1      | null                                                                 | spec.selector                 | FieldValueRequired |
        | 2      | { matchLabels: null }                                                | spec.selector                 | FieldValueInvalid  |
        | 3      | { matchLabels: { tier: db } }                                        | spec.template.metadata.labels | FieldValueInvalid  |
        | 4      | { matchExpressions: [{ key: app, operator: NotIn, values: [web] }] } | spec.template.metadata.labels | FieldValueInvalid  |

    Scenario Outline: [<number>] changed to labels <labels>
      Given StatefulSet web with 1 replica
      When these fields of StatefulSet web are set:
        """
        template: { metadata: { labels: <labels> } }
        """
      Then the API server rejected field spec.template.metadata.labels as FieldValueInvalid
      And StatefulSet web has:
        | spec.template.metadata.labels | {"app":"web"} |
      And nothing else changed

      Examples:
        | number | labels         |
        | 5      | null           |
        | 6      | { app: other } |

    Example: [7] a template may have more labels than the selector asks for
      When StatefulSet web is created with 1 replica and:
        """
        template: { metadata: { labels: { tier: db } } }
        """
      Then every Pod has:
        | metadata.labels[app]  | web |
        | metadata.labels[tier] | db  |
      And only Pod web-0 was created
      And nothing else changed
