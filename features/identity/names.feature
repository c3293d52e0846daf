@IDN
Feature: Names and ordinals
  A Pod of a StatefulSet is known by its ordinal: its name, hostname and domain follow from it.
  They override the fields of the template.

  @SS-IDN-001
  Rule: Every Pod MUST be named after its set, with one hyphen and the ordinal in plain decimal

    Example: [1] ordinals are not padded, also beyond nine
      When StatefulSet web is created with 12 replicas
      Then only Pods web-0 to web-11 were created
      And nothing else changed

    Example: [2] a name in the template has no effect
      When StatefulSet web is created with 2 replicas and:
        """
        template: { metadata: { name: other, generateName: other- } }
        """
      Then only Pods web-0 and web-1 were created
      And nothing else changed

    Example: [3] the name of the set may itself end in a number
      When StatefulSet web-1 is created with 2 replicas
      Then only Pods web-1-0 to web-1-1 were created
      And nothing else changed

  @SS-IDN-002
  Rule: A set without an ordinals block MUST own exactly one Pod for each ordinal from 0 to replicas - 1

    Example: [4] a new set of five has the ordinals 0 to 4
      When StatefulSet web is created with 5 replicas
      Then only Pods web-0 to web-4 exist
      And only Pods web-0 to web-4 were created
      And nothing else changed

    Example: [5] a gap is filled with the missing ordinal
      Given StatefulSet web with 5 replicas
      When Pod web-2 is deleted
      Then only Pod web-2 was created
      And only Pods web-0 to web-4 exist
      And nothing else changed

    Example: [6] two gaps of a Parallel set are filled
      Given StatefulSet web with 5 replicas and:
        """
        podManagementPolicy: Parallel
        """
      When Pods web-0 and web-3 are deleted
      Then only Pods web-0 and web-3 were created
      And only Pods web-0 to web-4 exist
      And nothing else changed

    Example: [7] after scaling down and up the same ordinals exist
      Given StatefulSet web with 5 replicas
      And StatefulSet web is scaled to 2
      When StatefulSet web is scaled to 4
      Then only Pods web-0 to web-3 exist
      And only Pods web-2 and web-3 were created
      And nothing else changed

  @SS-IDN-003
  Rule: The hostname of every Pod MUST be the name of the Pod

    Example: [8] the hostname of each Pod is its own name
      When StatefulSet web is created with 3 replicas
      Then every Pod has:
        | spec.hostname | <name> |
      And only Pods web-0 to web-2 were created
      And nothing else changed

  @SS-IDN-004
  Rule: The subdomain of every Pod MUST equal the serviceName of its set, also where that is empty

    Example: [9] the Service is named differently from the set
      When StatefulSet web is created with 2 replicas and:
        """
        serviceName: nginx
        """
      Then every Pod has:
        | spec.subdomain | nginx |
      And only Pods web-0 and web-1 were created
      And nothing else changed

    Example: [10] a set without serviceName has Pods without subdomain
      When StatefulSet web is created with 1 replica and:
        """
        serviceName: null
        """
      Then Pod web-0 has:
        | spec.subdomain | <absent> |
      And only Pod web-0 was created
      And nothing else changed

  @SS-IDN-013
  Rule: A hostname or subdomain in the Pod template MUST be overridden by the identity of the Pod

    Example: [11] a hostname and a subdomain in the template are overridden
      When StatefulSet web is created with 2 replicas and:
        """
        serviceName: nginx
        template: { spec: { hostname: foo, subdomain: bar } }
        """
      Then every Pod has:
        | spec.hostname  | <name> |
        | spec.subdomain | nginx  |
      And only Pods web-0 and web-1 were created
      And nothing else changed

    Example: [12] a subdomain in the template is removed where the set has no serviceName
      When StatefulSet web is created with 1 replica and:
        """
        serviceName: null
        template: { spec: { subdomain: bar } }
        """
      Then Pod web-0 has:
        | spec.subdomain | <absent> |
      And only Pod web-0 was created
      And nothing else changed

  @SS-IDN-014 @informative
  Rule: A Pod SHOULD carry the name of its set and a hyphen as its generateName, though its name is given in full

    Example: [13] generateName is the name of the set and a hyphen
      When StatefulSet web is created with 2 replicas
      Then every Pod has:
        | metadata.generateName | web- |
