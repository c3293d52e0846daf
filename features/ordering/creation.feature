@ORD
Feature: Ordered creation
  OrderedReady is the default policy: a StatefulSet grows one Pod at a time, lowest ordinal first.

  @SS-ORD-001
  Rule: Pods MUST be created one after another in ascending ordinal order

    Example: [1] at first deployment
      When StatefulSet web is created with 4 replicas
      Then Pods web-0 to web-3 were created, in this order
      And each was created only after every lower one was ready
      And nothing else changed

    Example: [2] when scaled up
      Given StatefulSet web with 1 replica
      When StatefulSet web is scaled to 4
      Then Pods web-1 to web-3 were created, in this order
      And each was created only after every lower one was ready
      And nothing else changed

  @SS-ORD-002
  Rule: A Pod MUST NOT be created before every lower ordinal is Running and Ready

    Example: [3] the second Pod waits for the first
      Given Pod web-0 will not become ready
      When StatefulSet web is created with 3 replicas
      Then only Pod web-0 was created
      And nothing else changed

    Example: [4] creation goes on once the lower Pod is ready
      Given Pod web-0 will not become ready
      And StatefulSet web with 3 replicas
      When Pod web-0 becomes ready
      Then Pods web-1 to web-2 were created, in this order
      And nothing else changed
