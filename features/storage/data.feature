@STO
Feature: Data
  Claims are kept so that what a replica wrote is there for the one that takes its place. The suite's workload signs
  each of its volumes when it starts and prints the earlier signatures.

  Background:
    Given every StatefulSet has claim template data

  @SS-STO-007 @needs-kubelet @needs-default-class
  Rule: What one Pod of an ordinal wrote to its claim MUST be readable by the next one, on any node

    Example: [1] a replaced Pod finds the data of its predecessor
      Given StatefulSet web with 2 replicas
      When Pods web-0 and web-1 are deleted
      Then Pods web-0 and web-1 find what their predecessors wrote

    Example: [2] a replica that was scaled away finds its data again
      Given StatefulSet web with 2 replicas
      And StatefulSet web is scaled to 1
      When StatefulSet web is scaled to 2
      Then Pod web-1 finds what its predecessors wrote

    Example: [3] Pods find their data after two updates
      Given StatefulSet web with 1 replica
      And the Pod template of StatefulSet web changes
      When the Pod template of StatefulSet web changes
      Then Pod web-0 finds what its predecessors wrote
