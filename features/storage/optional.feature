@STO
Feature: Storage is optional
  A set that needs identity and order alone has no claims.
  A set that has claims shares none of them.

  @SS-STO-017
  Rule: A set MUST run on any volumes or none, and claims made from templates MUST belong to one ordinal each
    The claim that circulates: "A StatefulSet needs shared storage, or PersistentVolumes for all its volumes."
    What really happens: claim templates are optional, and what they make is never shared.

    Example: [1] no volumes at all
      When StatefulSet web is created with 2 replicas
      Then no claims exist
      And StatefulSet web reports:
        """
        readyReplicas: 2
        """
      And Pods web-0 to web-1 were created, in this order
      And nothing else changed

    Example: [2] volumes of other kinds
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
      And Pods web-0 to web-1 were created, in this order
      And nothing else changed

    @needs-default-class
    Example: [3] other volumes beside claims
      Given every StatefulSet has claim template data
      When StatefulSet web is created with 2 replicas and:
        """
        template: { spec: { volumes: [{ name: scratch, emptyDir: {} }] } }
        """
      Then Pod web-0 uses claim data-web-0 as volume data
      And Pod web-1 uses claim data-web-1 as volume data
      And claims data-web-0 to data-web-1 exist
      And Pods web-0 to web-1 were created, in this order
      And nothing else changed
