@UPD
Feature: What an update replaces
  A Pod is replaced because its revision is not that of the Pod template, and for no other reason.

  @SS-UPD-005
  Rule: A change to anything but the Pod template MUST NOT restart a Pod that stays in range

    Example: [1] fields of the spec change that say nothing about Pods
      Given StatefulSet web with 2 replicas
      When these fields of StatefulSet web are set:
        """
        {minReadySeconds: 1, revisionHistoryLimit: 5, persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete, whenScaled: Delete}}
        """
      Then no Pods were deleted
      And nothing else changed

    Example: [2] the partition changes while there is no update
      Given StatefulSet web with 2 replicas
      When these fields of StatefulSet web are set:
        """
        {updateStrategy: {rollingUpdate: {partition: 1}}}
        """
      Then no Pods were deleted
      And nothing else changed

    Example: [3] labels and annotations of the set change
      Given StatefulSet web with 2 replicas
      When StatefulSet web is patched with:
        """
        metadata: {labels: {team: blue}, annotations: {note: mine}}
        """
      Then no Pods were deleted
      And StatefulSet web has:
        | metadata.labels.team | blue |
      And nothing else changed

    Example: [4] a set is scaled up together with other fields
      Given StatefulSet web with 2 replicas
      When these fields of StatefulSet web are set:
        """
        {replicas: 3, revisionHistoryLimit: 5, updateStrategy: {type: OnDelete, rollingUpdate: null}}
        """
      Then only Pod web-2 was created
      And no Pods were deleted
      And nothing else changed

    @feature-StatefulSetStartOrdinal
    Example: [5] the start ordinal moves
      Given StatefulSet web with 2 replicas
      When these fields of StatefulSet web are set:
        """
        {ordinals: {start: 1}}
        """
      Then only Pod web-0 was deleted
      And only Pod web-2 was created
      And Pod web-1 is the same as before
      And nothing else changed

  @SS-UPD-006
  Rule: A change to any part of the Pod template MUST replace all Pods

    Example: [6] a label of the template is added
      Given StatefulSet web with 2 replicas
      When these fields of StatefulSet web are set:
        """
        {template: {metadata: {labels: {tier: cache}}}}
        """
      Then Pods web-0 and web-1 are new
      And every Pod has:
        | metadata.labels.tier | cache |
      And StatefulSet web has a new update revision

    Example: [7] image, environment and resources of a container change
      Given StatefulSet web with 2 replicas and:
        """
        template: {spec: {containers: [{name: main, image: <image>}]}}
        """
      When these fields of StatefulSet web are set:
        """
        template:
          spec: {containers: [{name: main, image: <image>, env: [{name: A, value: b}], resources: {requests: {cpu: 2m}}}]}
        """
      Then Pods web-0 and web-1 are new
      And every Pod has:
        | spec.containers[0].env[0].value           | b  |
        | spec.containers[0].resources.requests.cpu | 2m |
      And StatefulSet web has a new update revision

    Example: [8] the grace period of a Parallel set changes
      Given StatefulSet web with 2 replicas and:
        """
        podManagementPolicy: Parallel
        """
      When these fields of StatefulSet web are set:
        """
        {template: {spec: {terminationGracePeriodSeconds: 7}}}
        """
      Then Pods web-0 and web-1 are new
      And every Pod has:
        | spec.terminationGracePeriodSeconds | 7 |
      And StatefulSet web has a new update revision

    Example: [17] a toleration is added
      Given StatefulSet web with 2 replicas
      When these fields of StatefulSet web are set:
        """
        {template: {spec: {tolerations: [{key: example.com/special, operator: Exists, effect: NoSchedule}]}}}
        """
      Then Pods web-0 and web-1 are new
      And every Pod has:
        | spec.tolerations[0].key | example.com/special |
      And StatefulSet web has a new update revision

    Example: [18] a volume is added
      Given StatefulSet web with 2 replicas
      When these fields of StatefulSet web are set:
        """
        {template: {spec: {volumes: [{name: extra, emptyDir: {}}]}}}
        """
      Then Pods web-0 and web-1 are new
      And every Pod has:
        | spec.volumes[0].name | extra |
      And StatefulSet web has a new update revision

    Example: [19] nodes are preferred
      Given StatefulSet web with 2 replicas
      When these fields of StatefulSet web are set:
        """
        template:
          spec:
            affinity:
              nodeAffinity:
                preferredDuringSchedulingIgnoredDuringExecution:
                  - {weight: 7, preference: {matchExpressions: [{key: example.com/special, operator: Exists}]}}
        """
      Then Pods web-0 and web-1 are new
      And every Pod has:
        | spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight | 7 |
      And StatefulSet web has a new update revision

    # An init container that is restarted always runs beside the others, so that it keeps no Pod from becoming ready.
    Example: [20] an init container is added
      Given StatefulSet web with 2 replicas
      When these fields of StatefulSet web are set:
        """
        template:
          spec:
            initContainers:
              - name: side
                image: <image>
                restartPolicy: Always
                securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
        """
      Then Pods web-0 and web-1 are new
      And every Pod has:
        | spec.initContainers[0].name | side |
      And StatefulSet web has a new update revision

  @SS-UPD-007
  Rule: A Pod that is at the update revision already MUST NOT be restarted by a rolling update

    Example: [9] a Pod that was updated by hand is kept when the set begins to roll
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: OnDelete}
        """
      And the Pod template of StatefulSet web changes
      And Pod web-1 is deleted
      When these fields of StatefulSet web are set:
        """
        {updateStrategy: {type: RollingUpdate}}
        """
      Then only Pods web-2 and web-0 were deleted
      And only Pods web-2 and web-0 were created
      And Pods web-0 to web-2 run the new template
      And nothing else changed

    # What changes the Pod template above is an annotation: without it the template is the first one again.
    Example: [10] a template that is reverted after the canary replaces the canary alone
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
        """
      And the Pod template of StatefulSet web changes
      When these fields of StatefulSet web are set:
        """
        {template: {metadata: {annotations: null}}, updateStrategy: {rollingUpdate: {partition: 0}}}
        """
      Then only Pod web-2 was deleted
      And only Pod web-2 was created
      And Pods web-0 to web-2 run the new template
      And Pods web-0 and web-1 are the same as before

    Example: [11] a template that is reverted before any Pod was updated replaces none
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 3}}
        """
      And the Pod template of StatefulSet web changes
      When these fields of StatefulSet web are set:
        """
        {template: {metadata: {annotations: null}}, updateStrategy: {rollingUpdate: {partition: 0}}}
        """
      Then no Pods were deleted
      And Pods web-0 to web-2 run the new template
      And Pods web-0 to web-2 are the same as before

  @SS-UPD-034
  Rule: A Pod whose revision label was changed or removed MUST be replaced when its turn comes

    Example: [12] the revision label of a Pod is changed
      Given StatefulSet web with 3 replicas
      When Pod web-1 is patched with:
        """
        metadata: {labels: {controller-revision-hash: web-other}}
        """
      Then only Pod web-1 was deleted
      And only Pod web-1 was created
      And Pods web-0 and web-2 are the same as before
      And nothing else changed

    Example: [13] the revision label of a Pod of a Parallel set is removed
      Given StatefulSet web with 3 replicas and:
        """
        podManagementPolicy: Parallel
        """
      When Pod web-0 is patched with:
        """
        metadata: {labels: {controller-revision-hash: null}}
        """
      Then only Pod web-0 was deleted
      And only Pod web-0 was created
      And nothing else changed

    Example: [14] below the partition the turn of a Pod does not come
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
        """
      When Pod web-1 is patched with:
        """
        metadata: {labels: {controller-revision-hash: web-other}}
        """
      Then no Pods were deleted
      And StatefulSet web reports:
        """
        {replicas: 3, currentReplicas: 2, updatedReplicas: 2}
        """
      And nothing else changed

    Example: [15] under OnDelete the turn of a Pod does not come
      Given StatefulSet web with 2 replicas and:
        """
        updateStrategy: {type: OnDelete}
        """
      When Pod web-1 is patched with:
        """
        metadata: {labels: {controller-revision-hash: web-other}}
        """
      Then no Pods were deleted
      And nothing else changed

    Example: [16] another change to a Pod does not make it outdated
      Given StatefulSet web with 2 replicas
      When Pod web-1 is patched with:
        """
        {metadata: {labels: {note: mine}}, spec: {activeDeadlineSeconds: 100000}}
        """
      Then no Pods were deleted
      And nothing else changed
