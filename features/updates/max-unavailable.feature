@UPD
Feature: The field maxUnavailable
  Where the feature MaxUnavailableStatefulSet is off, the API server drops the field, and updates go one Pod at a time.

  @SS-UPD-032 @feature-MaxUnavailableStatefulSetOff
  Rule: Where the feature is off, maxUnavailable MUST be dropped from new writes

    Example: [1] the field is dropped when a set is created
      When StatefulSet web is created with 1 replica and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 1, maxUnavailable: 3}}
        """
      Then StatefulSet web has:
        | spec.updateStrategy.rollingUpdate | {"partition":1} |
      And only Pod web-0 was created
      And nothing else changed

    Example: [2] the field is dropped when a set is changed
      Given StatefulSet web with 1 replica
      When these fields of StatefulSet web are set:
        """
        {updateStrategy: {rollingUpdate: {maxUnavailable: 3}}}
        """
      Then StatefulSet web has:
        | spec.updateStrategy.rollingUpdate | {"partition":0} |
      And nothing else changed

    Example: [3] an update takes down one Pod at a time
      Given StatefulSet web with 3 replicas and:
        """
        podManagementPolicy: Parallel
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 0, maxUnavailable: 3}}
        """
      When the Pod template of StatefulSet web changes
      Then only Pods web-2 to web-0 were deleted
      And each Pod was deleted only after the one before was replaced and ready
      And only Pods web-2 to web-0 were created
      And nothing else changed
