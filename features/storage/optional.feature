@STO
Feature: Storage is optional
  A set that needs identity and order alone has no claims.
  A set that has claims shares none of them.

  @SS-STO-017
  Rule: A set MUST run with any volumes or none, whether it has claim templates or not
    Misconception: a StatefulSet needs shared storage, or PersistentVolumes for all its volumes. Actual behaviour: claim
    templates are optional, and what they make is never shared.

    Example: [1] a set without volumes runs
      When StatefulSet web is created with 2 replicas
      Then no claims exist
      And StatefulSet web reports:
        """
        readyReplicas: 2
        """
      And only Pods web-0 and web-1 were created
      And nothing else changed

    Example: [2] a set with volumes of other kinds runs
      Given this exists:
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: settings }
        data: { greeting: hello }
        """
      When StatefulSet web is created with 2 replicas and:
        """
        template:
          spec: { volumes: [{ name: scratch, emptyDir: {} }, { name: settings, configMap: { name: settings } }] }
        """
      Then every Pod has:
        | spec.volumes[0].name           | scratch  |
        | spec.volumes[1].configMap.name | settings |
      And no claims exist
      And StatefulSet web reports:
        """
        readyReplicas: 2
        """
      And only Pods web-0 and web-1 were created
      And nothing else changed

    @needs-default-class
    Example: [3] a set with claim templates and other volumes runs
      Given every StatefulSet has claim template data
      When StatefulSet web is created with 2 replicas and:
        """
        template: { spec: { volumes: [{ name: scratch, emptyDir: {} }] } }
        """
      Then Pod web-0 uses claim data-web-0 as volume data
      And Pod web-1 uses claim data-web-1 as volume data
      And only claims data-web-0 and data-web-1 exist
      And only Pods web-0 and web-1 were created
      And nothing else changed
