@PMP
Feature: Updates of a Parallel set
  Parallel does not make a rolling update parallel: by default Pods are still replaced one at a time, highest first.
  It only drops the condition that every Pod in range is healthy.

  Background:
    Given every StatefulSet has:
      """
      podManagementPolicy: Parallel
      """

  @SS-PMP-005
  Rule: By default Pods MUST be replaced one at a time in descending order, each ready before the next

    Example: [1] Pods of a Parallel set are updated one after the other
      Given StatefulSet web with 4 replicas
      When the Pod template of StatefulSet web changes
      Then only Pods web-3 to web-0 were deleted
      And each Pod was deleted only after the one before was replaced and ready

    Example: [2] an updated Pod that does not become ready halts the update
      Given StatefulSet web with 3 replicas
      And Pod web-2 will not become ready
      When the Pod template of StatefulSet web changes
      Then only Pod web-2 was deleted
      And only Pod web-2 was created
      And nothing else changed

  @SS-PMP-006 @feature-MaxUnavailableStatefulSetOff
  Rule: An unhealthy lower Pod MUST NOT delay the update of the higher ones

    Example: [3] all Pods are updated although the lowest was never ready
      Given Pod web-0 will not become ready
      And StatefulSet web with 3 replicas
      When the Pod template of StatefulSet web changes
      Then only Pods web-2 to web-0 were deleted
      And Pods web-0 to web-2 run the new template

  @SS-PMP-007
  Rule: A Pod that never becomes ready MUST be replaced once the template is corrected

    Example: [4] a second template replaces the Pod that the first one broke
      Given StatefulSet web with 3 replicas
      And Pod web-2 will not become ready
      And the Pod template of StatefulSet web changes
      When the Pod template of StatefulSet web changes
      Then only Pod web-2 was deleted
      And Pod web-2 runs the new template

    # What changes the Pod template above is an annotation: without it the template is the first one again.
    Example: [6] a revert replaces the Pod that the template broke
      Given StatefulSet web with 3 replicas
      And Pod web-2 will not become ready
      And the Pod template of StatefulSet web changes
      When these fields of StatefulSet web are set:
        """
        {template: {metadata: {annotations: null}}}
        """
      Then only Pod web-2 was deleted
      And Pods web-0 to web-2 run the new template
      And Pods web-0 and web-1 are the same as before

    Example: [5] the only Pod of a set is replaced although it was never ready
      Given Pod web-0 will not become ready
      And StatefulSet web with 1 replica
      When the Pod template of StatefulSet web changes
      Then only Pod web-0 was deleted
      And Pod web-0 runs the new template
