@UPD
Feature: The field maxUnavailable
  Where the feature MaxUnavailableStatefulSet is on, a rolling update may take down several Pods at a time. Where it is
  off, the API server drops the field, and updates go one Pod at a time.

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

  @SS-UPD-031 @feature-MaxUnavailableStatefulSet
  Rule: Where rollingUpdate is given, maxUnavailable MUST default to 1

    Example: [4] the strategy is left to the defaults
      When StatefulSet web is created with 1 replica
      Then StatefulSet web has:
        | spec.updateStrategy.type                         | RollingUpdate |
        | spec.updateStrategy.rollingUpdate.partition      | 0             |
        | spec.updateStrategy.rollingUpdate.maxUnavailable | 1             |
      And only Pod web-0 was created
      And nothing else changed

    Example: [5] a strategy without rollingUpdate stays without it
      When StatefulSet web is created with 1 replica and:
        """
        updateStrategy: {type: RollingUpdate}
        """
      Then StatefulSet web has:
        | spec.updateStrategy | {"type":"RollingUpdate"} |
      And only Pod web-0 was created
      And nothing else changed

    Example: [6] an update takes down one Pod at a time
      Given StatefulSet web with 3 replicas and:
        """
        podManagementPolicy: Parallel
        """
      When the Pod template of StatefulSet web changes
      Then only Pods web-2 to web-0 were deleted
      And each Pod was deleted only after the one before was replaced and ready
      And only Pods web-2 to web-0 were created
      And nothing else changed

  @SS-UPD-031 @feature-MaxUnavailableStatefulSet
  Rule: Values that allow no Pod or more than all MUST be refused

    Example: [7] 0
      When StatefulSet web is created with 1 replica and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 0}}
        """
      Then the API server rejected the request with 422 Invalid
      And no StatefulSets exist

    Example: [8] 0%
      When StatefulSet web is created with 1 replica and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 0%}}
        """
      Then the API server rejected the request with 422 Invalid
      And no StatefulSets exist

    Example: [9] a negative number
      Given StatefulSet web with 1 replica
      When these fields of StatefulSet web are set:
        """
        {updateStrategy: {rollingUpdate: {maxUnavailable: -1}}}
        """
      Then the API server rejected the request with 422 Invalid
      And StatefulSet web has:
        | spec.updateStrategy.rollingUpdate.maxUnavailable | 1 |
      And nothing else changed

    Example: [10] more than 100%
      Given StatefulSet web with 1 replica
      When these fields of StatefulSet web are set:
        """
        {updateStrategy: {rollingUpdate: {maxUnavailable: 101%}}}
        """
      Then the API server rejected the request with 422 Invalid
      And StatefulSet web has:
        | spec.updateStrategy.rollingUpdate.maxUnavailable | 1 |
      And nothing else changed
