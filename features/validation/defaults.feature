@VAL
Feature: Defaults
  What a manifest leaves out the API server fills in, so that a reader of the set sees how it will behave.

  @SS-VAL-001
  Rule: Omitted fields MUST be filled in with the defaults of apps/v1

    Example: [1] a set that says as little as possible
      When StatefulSet web is created with 0 replicas and:
        """
        replicas: null
        """
      Then StatefulSet web has:
        | spec.replicas                                         | 1             |
        | spec.podManagementPolicy                              | OrderedReady  |
        | spec.revisionHistoryLimit                             | 10            |
        | spec.minReadySeconds                                  | <absent>      |
        | spec.updateStrategy.type                              | RollingUpdate |
        | spec.updateStrategy.rollingUpdate.partition           | 0             |
        | spec.persistentVolumeClaimRetentionPolicy.whenDeleted | Retain        |
        | spec.persistentVolumeClaimRetentionPolicy.whenScaled  | Retain        |
        | spec.ordinals                                         | <absent>      |
      And only Pod web-0 was created
      And nothing else changed

    Example: [2] rollingUpdate is not filled in beside a type that is given
      When StatefulSet web is created with 0 replicas and:
        """
        updateStrategy: { type: RollingUpdate }
        """
      Then StatefulSet web has:
        | spec.updateStrategy.type          | RollingUpdate |
        | spec.updateStrategy.rollingUpdate | <absent>      |
      And no Pods were created
      And nothing else changed

    Example: [3] the other half of what is given in part
      When StatefulSet web is created with 0 replicas and:
        """
        updateStrategy: { rollingUpdate: {} }
        persistentVolumeClaimRetentionPolicy: { whenScaled: Delete }
        """
      Then StatefulSet web has:
        | spec.updateStrategy.type                              | RollingUpdate |
        | spec.updateStrategy.rollingUpdate.partition           | 0             |
        | spec.persistentVolumeClaimRetentionPolicy.whenDeleted | Retain        |
        | spec.persistentVolumeClaimRetentionPolicy.whenScaled  | Delete        |
      And no Pods were created
      And nothing else changed

    Example: [4] words that are empty are filled in like those that are absent
      When StatefulSet web is created with 0 replicas and:
        """
        podManagementPolicy: ""
        updateStrategy: { type: "" }
        persistentVolumeClaimRetentionPolicy: { whenDeleted: "", whenScaled: "" }
        """
      Then StatefulSet web has:
        | spec.podManagementPolicy                              | OrderedReady  |
        | spec.updateStrategy.type                              | RollingUpdate |
        | spec.persistentVolumeClaimRetentionPolicy.whenDeleted | Retain        |
        | spec.persistentVolumeClaimRetentionPolicy.whenScaled  | Retain        |
      And no Pods were created
      And nothing else changed
