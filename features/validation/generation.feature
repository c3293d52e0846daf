@VAL
Feature: Generation
  metadata.generation tells whether a status is about the present spec: it counts what the set is asked for.

  @SS-VAL-012
  Rule: The generation MUST start at 1 and rise by one with each change of the spec's meaning and with the deletion, and with nothing else

    Example: [1] a new set
      When StatefulSet web is created with 1 replica
      Then the generation of StatefulSet web rose by 1
      And only Pod web-0 was created
      And nothing else changed

    Example: [2] a set that is scaled
      Given StatefulSet web with 1 replica
      When StatefulSet web is scaled to 2
      Then the generation of StatefulSet web rose by 1
      And only Pod web-1 was created
      And nothing else changed

    Example: [3] two fields in one write
      Given StatefulSet web with 1 replica
      When these fields of StatefulSet web are set:
        """
        { replicas: 0, updateStrategy: { type: OnDelete, rollingUpdate: null } }
        """
      Then the generation of StatefulSet web rose by 1
      And only Pod web-0 was deleted
      And nothing else changed

    Example: [4] the same spec in other words
      Given StatefulSet web with 1 replica and:
        """
        template: { spec: { containers: [{ name: main, image: <image>, resources: { requests: { memory: 1Gi } } }] } }
        """
      When these fields of StatefulSet web are set:
        """
        minReadySeconds: 0
        podManagementPolicy: ""
        template: { spec: { containers: [{ name: main, image: <image>, resources: { requests: { memory: 1024Mi } } }] } }
        """
      Then the generation of StatefulSet web rose by 0
      And nothing else changed

    Example: [5] a label, an annotation and a finalizer of the set
      Given StatefulSet web with 1 replica
      When StatefulSet web is patched with:
        """
        metadata: { labels: { a: b }, annotations: { c: d }, finalizers: [<hold-finalizer>] }
        """
      Then the generation of StatefulSet web rose by 0
      And StatefulSet web has:
        | metadata.labels[a] | b |
      And nothing else changed

    Example: [6] a generation that is written
      Given StatefulSet web with 1 replica
      When StatefulSet web is patched with:
        """
        { metadata: { generation: 7 } }
        """
      Then the generation of StatefulSet web rose by 0
      And nothing else changed

    Example: [7] the status
      Given StatefulSet web with 1 replica
      When the status of StatefulSet web is patched with:
        """
        { status: { conditions: [{ type: Tried, status: "True" }] } }
        """
      Then the generation of StatefulSet web rose by 0
      And nothing else changed

    @needs-gc
    Example: [8] the deletion of a set that waits for its Pods
      Given StatefulSet web with 1 replica
      And deletion of Pod web-0 is held by a finalizer
      When StatefulSet web is deleted with Foreground propagation
      Then the generation of StatefulSet web rose by 1
      And only Pod web-0 was deleted
