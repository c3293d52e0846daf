@UPD
Feature: One step of an update
  A step deletes one Pod and creates it again under the same name. A step begins only while the set is whole.

  @SS-UPD-002
  Rule: An update step MUST delete the old Pod and create the new one under its name once it is gone

    Example: [1] the new Pod is created when the old one is gone
      Given StatefulSet web with 2 replicas
      When the Pod template of StatefulSet web changes
      Then only Pods web-1 and web-0 were deleted
      And only Pods web-1 and web-0 were created
      And Pod web-1 was gone before Pod web-1 was created
      And Pod web-0 was gone before Pod web-0 was created
      And Pods web-0 and web-1 are new
      And nothing else changed

    Example: [2] while the old Pod is held by a finalizer no new one is created
      Given StatefulSet web with 2 replicas
      And deletion of Pod web-1 is held by a finalizer
      When the Pod template of StatefulSet web changes
      Then only Pod web-1 was deleted
      And no Pods were created
      And nothing else changed

    Example: [3] the new Pod is created once the finalizer of the old one is removed
      Given StatefulSet web with 2 replicas and:
        """
        podManagementPolicy: Parallel
        """
      And deletion of Pod web-1 is held by a finalizer
      And the Pod template of StatefulSet web changes
      When the finalizer of Pod web-1 is removed
      Then only Pods web-1 and web-0 were created
      And Pod web-1 was ready before Pod web-0 was deleted
      And only Pod web-0 was deleted
      And nothing else changed

  @SS-UPD-039
  Rule: A rolling update MUST NOT create a Pod before the old one is gone
    Misconception: RollingUpdate starts the new Pod first and removes the old one once it works. Actual behaviour: both bear
    one name, so the set has one Pod less during each step, and none if it has one replica.

    Example: [4] the only Pod of a set is gone before its successor is created
      Given StatefulSet web with 1 replica
      And deletion of Pod web-0 is held by a finalizer
      When the Pod template of StatefulSet web changes
      Then only Pod web-0 was deleted
      And no Pods were created
      And StatefulSet web reports:
        """
        {replicas: 1, updatedReplicas: 0}
        """
      And nothing else changed

    Example: [5] the set never has a Pod more than replicas
      Given StatefulSet web with 2 replicas and:
        """
        podManagementPolicy: Parallel
        """
      And Pod web-1 will not become ready
      When the Pod template of StatefulSet web changes
      Then only Pods web-0 and web-1 exist
      And only Pod web-1 was created
      And Pod web-1 was gone before Pod web-1 was created
      And only Pod web-1 was deleted
      And nothing else changed

  @SS-UPD-024
  Rule: While any Pod in range is missing or unavailable, an update of an OrderedReady set MUST NOT delete a Pod

    Example: [6] an unready Pod below the partition holds back the update above it
      Given StatefulSet web with 4 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
        """
      And Pod web-0 becomes unready
      When the Pod template of StatefulSet web changes
      Then no Pods were deleted
      And StatefulSet web has a new update revision
      And nothing else changed

    Example: [7] the update begins once the Pod below the partition is ready
      Given StatefulSet web with 4 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
        """
      And Pod web-0 becomes unready
      And the Pod template of StatefulSet web changes
      When Pod web-0 becomes ready
      Then only Pods web-3 and web-2 were deleted
      And only Pods web-3 and web-2 were created
      And nothing else changed

    Example: [8] a terminating Pod holds back the update of the others
      Given StatefulSet web with 3 replicas
      And deletion of Pod web-0 is held by a finalizer
      And Pod web-0 is deleted
      When the Pod template of StatefulSet web changes
      Then no Pods were deleted
      And no Pods were created
      And nothing else changed

    Example: [9] an update stops half-way when a lower Pod becomes unready
      Given StatefulSet web with 3 replicas
      And deletion of Pod web-2 is held by a finalizer
      And the Pod template of StatefulSet web changes
      And Pod web-0 becomes unready
      When the finalizer of Pod web-2 is removed
      Then no Pods were deleted
      And Pods web-0 and web-1 are the same as before
      And nothing else changed

  @SS-UPD-033
  Rule: Missing Pods of an OrderedReady set MUST be created, each from its revision, before an update deletes a Pod

    Example: [10] a missing Pod is created from the new template before the update begins
      Given StatefulSet web with 3 replicas
      And deletion of Pod web-0 is held by a finalizer
      And Pod web-0 is deleted
      And the Pod template of StatefulSet web changes
      When the finalizer of Pod web-0 is removed
      Then Pod web-0 was ready before Pod web-2 was deleted
      And only Pods web-2 and web-1 were deleted
      And only Pods web-0, web-2 and web-1 were created

    Example: [11] a missing Pod below the partition is created from the old template before the update begins
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 1}}
        """
      And deletion of Pod web-0 is held by a finalizer
      And Pod web-0 is deleted
      And the Pod template of StatefulSet web changes
      When the finalizer of Pod web-0 is removed
      Then Pod web-0 was ready before Pod web-2 was deleted
      And Pod web-0 runs the old template
      And Pods web-1 and web-2 run the new template

    Example: [12] replicas and template change in one write
      Given StatefulSet web with 2 replicas
      When these fields of StatefulSet web are set:
        """
        {replicas: 3, template: {metadata: {annotations: {version: second}}}}
        """
      Then Pod web-2 was ready before Pod web-1 was deleted
      And only Pods web-1 and web-0 were deleted
      And Pods web-0 to web-2 run the new template

    Example: [13] while a recreated Pod is not ready the update does not begin
      Given StatefulSet web with 3 replicas
      And Pod web-0 will not become ready
      And deletion of Pod web-0 is held by a finalizer
      And Pod web-0 is deleted
      And the Pod template of StatefulSet web changes
      When the finalizer of Pod web-0 is removed
      Then only Pod web-0 was created
      And nothing else changed
