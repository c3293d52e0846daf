@UPD
Feature: Broken updates
  An update that makes a Pod unready stops there. Under OrderedReady a revert alone does not help: the user has to
  delete the broken Pod. What changes the Pod template below is an annotation: without it the template is the first one.

  @SS-UPD-021
  Rule: Where an updated Pod never becomes Ready the rollout MUST stop there

    Example: [1] a broken update stops in the middle of the set
      Given StatefulSet web with 4 replicas
      And Pod web-2 will not become ready
      When the Pod template of StatefulSet web changes
      Then only Pods web-3 and web-2 were deleted
      And only Pods web-3 and web-2 were created
      And Pods web-0 and web-1 run the old template
      And nothing else changed

    Example: [2] a template that fits no node stops at the first Pod
      Given StatefulSet web with 3 replicas
      When these fields of StatefulSet web are set:
        """
        {template: {spec: {nodeSelector: {<no-node>: "true"}}}}
        """
      Then only Pod web-2 was deleted
      And only Pod web-2 was created
      And Pod web-2 has:
        | status.phase | Pending |
      And nothing else changed

    Example: [16] a broken update of a Parallel set stops at the first Pod
      Given StatefulSet web with 3 replicas and:
        """
        podManagementPolicy: Parallel
        """
      And Pod web-2 will not become ready
      When the Pod template of StatefulSet web changes
      Then only Pod web-2 was deleted
      And only Pod web-2 was created
      And Pods web-0 and web-1 run the old template
      And nothing else changed

    @needs-clock
    Example: [3] time does not continue a broken update
      Given StatefulSet web with 3 replicas
      And Pod web-2 will not become ready
      And the Pod template of StatefulSet web changes
      When 3600 seconds pass
      Then no Pods were deleted
      And no Pods were created
      And nothing else changed

  @SS-UPD-022
  Rule: After a revert or a correction, a broken Pod that the user deletes MUST come back from the present template

    @informative
    Example: [4] a revert alone does not replace the broken Pod of an OrderedReady set
      Given StatefulSet web with 2 replicas
      And Pod web-1 will not become ready
      And the Pod template of StatefulSet web changes
      When these fields of StatefulSet web are set:
        """
        {template: {metadata: {annotations: null}}}
        """
      Then no Pods were deleted
      And Pods web-0 and web-1 are the same as before

    Example: [5] the broken Pod is deleted after a revert
      Given StatefulSet web with 2 replicas
      And Pod web-1 will not become ready
      And the Pod template of StatefulSet web changes
      And these fields of StatefulSet web are set:
        """
        {template: {metadata: {annotations: null}}}
        """
      When Pod web-1 is deleted
      Then only Pod web-1 was created
      And Pods web-0 and web-1 run the new template
      And nothing else changed

    Example: [6] the broken Pod is deleted after a correction
      Given StatefulSet web with 3 replicas
      And Pod web-2 will not become ready
      And the Pod template of StatefulSet web changes
      And the Pod template of StatefulSet web changes
      When Pod web-2 is deleted
      Then only Pod web-2 was created
      And Pod web-2 runs the new template
      And nothing else changed

    Example: [7] the rollout of the correction continues when the recreated Pod is ready
      Given StatefulSet web with 3 replicas
      And Pod web-2 will not become ready
      And the Pod template of StatefulSet web changes
      And the Pod template of StatefulSet web changes
      And Pod web-2 is deleted
      When Pod web-2 becomes ready
      Then only Pods web-1 and web-0 were deleted
      And Pods web-0 to web-2 run the new template

    Example: [8] a Pod that fits no node is deleted after a revert
      Given StatefulSet web with 2 replicas
      And these fields of StatefulSet web are set:
        """
        {template: {spec: {nodeSelector: {<no-node>: "true"}}}}
        """
      And these fields of StatefulSet web are set:
        """
        {template: {spec: {nodeSelector: null}}}
        """
      When Pod web-1 is deleted
      Then only Pod web-1 was created
      And Pod web-1 has:
        | spec.nodeSelector | <absent> |
      And Pod web-0 is the same as before
      And nothing else changed

  @SS-UPD-023
  Rule: A broken Pod that fails MUST be replaced from the update revision without help

    Example: [9] the broken Pod fails after a revert
      Given StatefulSet web with 2 replicas
      And Pod web-1 will not become ready
      And the Pod template of StatefulSet web changes
      And these fields of StatefulSet web are set:
        """
        {template: {metadata: {annotations: null}}}
        """
      When Pod web-1 fails
      Then only Pod web-1 was deleted
      And only Pod web-1 was created
      And Pods web-0 and web-1 run the new template

    Example: [10] the broken Pod fails after a correction
      Given StatefulSet web with 3 replicas
      And Pod web-2 will not become ready
      And the Pod template of StatefulSet web changes
      And the Pod template of StatefulSet web changes
      When Pod web-2 fails
      Then only Pod web-2 was deleted
      And only Pod web-2 was created
      And Pod web-2 runs the new template

    Example: [11] the broken Pod fails while its template is still the present one
      Given StatefulSet web with 2 replicas
      And Pod web-1 will not become ready
      And the Pod template of StatefulSet web changes
      When Pod web-1 fails
      Then only Pod web-1 was deleted
      And only Pod web-1 was created
      And Pod web-1 runs the new template
      And nothing else changed

  @SS-UPD-020
  Rule: A template change during a rollout MUST retarget it: it starts again from the top, also for updated Pods

    Example: [12] the template changes again while the second Pod is being replaced
      Given StatefulSet web with 3 replicas
      And deletion of Pod web-1 is held by a finalizer
      And the Pod template of StatefulSet web changes
      And the Pod template of StatefulSet web changes
      When the finalizer of Pod web-1 is removed
      Then only Pods web-1, web-2 and web-0 were created
      And only Pods web-2 and web-0 were deleted
      And Pods web-0 to web-2 run the new template

    Example: [13] the template changes again after the canary
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 1}}
        """
      And the Pod template of StatefulSet web changes
      When the Pod template of StatefulSet web changes
      Then only Pods web-2 and web-1 were deleted
      And each Pod was deleted only after the one before was replaced and ready
      And Pods web-1 and web-2 run the new template
      And Pod web-0 is the same as before

    Example: [14] the template changes twice while all Pods are held back
      Given StatefulSet web with 2 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
        """
      And the Pod template of StatefulSet web changes
      And the Pod template of StatefulSet web changes
      When these fields of StatefulSet web are set:
        """
        {updateStrategy: {rollingUpdate: {partition: 0}}}
        """
      Then only Pods web-1 and web-0 were deleted
      And only Pods web-1 and web-0 were created
      And Pods web-0 and web-1 run the new template
      And nothing else changed

    # Where maxUnavailable is there, the Pod that is terminating uses it up.
    @feature-MaxUnavailableStatefulSetOff
    Example: [15] the template of a Parallel set is reverted while its second Pod is being replaced
      Given StatefulSet web with 3 replicas and:
        """
        podManagementPolicy: Parallel
        """
      And deletion of Pod web-1 is held by a finalizer
      And the Pod template of StatefulSet web changes
      When these fields of StatefulSet web are set:
        """
        {template: {metadata: {annotations: null}}}
        """
      Then only Pod web-2 was deleted
      And only Pod web-2 was created
      And Pods web-0 and web-2 run the new template
      And Pod web-0 is the same as before
