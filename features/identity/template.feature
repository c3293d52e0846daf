@IDN
Feature: The template
  A Pod is made from the template; its identity overrides some fields.
  All other fields of the template are kept.

  @SS-IDN-009
  Rule: A Pod MUST carry the labels, annotations, finalizers and spec of the template, apart from its identity

    Example: [1] labels, annotations and finalizers of the template are kept
      When StatefulSet web is created with 2 replicas and:
        """
        template:
          metadata:
            labels: { tier: db }
            annotations: { example.com/note: kept }
            finalizers: [<hold-finalizer>]
        """
      Then every Pod has:
        | metadata.labels.tier                   | db                                 |
        | metadata.labels.app                    | web                                |
        | metadata.annotations[example.com/note] | kept                               |
        | metadata.finalizers[0]                 | <hold-finalizer> |
      And only Pods web-0 and web-1 were created
      And nothing else changed

    Example: [2] fields of the Pod spec are kept
      When StatefulSet web is created with 2 replicas and:
        """
        template:
          spec:
            terminationGracePeriodSeconds: 7
            tolerations: [{ key: example.com/special, operator: Exists, effect: NoSchedule }]
            volumes: [{ name: scratch, emptyDir: { medium: Memory } }]
        """
      Then every Pod has:
        | spec.terminationGracePeriodSeconds | 7                   |
        | spec.tolerations[0].key            | example.com/special |
        | spec.volumes[0].emptyDir.medium    | Memory              |
      And only Pods web-0 and web-1 were created
      And nothing else changed

    Example: [3] fields of the containers are kept
      When StatefulSet web is created with 1 replica and:
        """
        template:
          spec:
            containers:
              - name: database
                image: <other-image>
                env: [{ name: ROLE, value: primary }]
                securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
        """
      Then Pod web-0 has:
        | spec.containers[0].name         | database                           |
        | spec.containers[0].image        | <other-image> |
        | spec.containers[0].env[0].value | primary                            |
      And only Pod web-0 was created
      And nothing else changed
