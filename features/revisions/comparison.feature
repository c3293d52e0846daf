@REV
Feature: Equal revisions
  A later release may write the same template in other words: with more defaults, or without fields that are empty.
  The Pods of a set are not restarted for that.

  Background:
    Given every StatefulSet has:
      """
      template: { metadata: { annotations: { version: a } } }
      """

  @SS-REV-006 @since-1.35
  Rule: A stored newest revision that differs from the present form only in how it is written MUST count as equal
    A revision of an older release is staged as a copy of the present one. Only the newest revision is compared so.

    @needs-controller-restart
    Example: [1] fields of the Pod that defaulting fills
      Given StatefulSet web with 2 replicas
      When the controller is stopped
      And revision a is deleted
      And a copy of revision a is created with:
        | data.spec.template.spec.dnsPolicy                     | <absent> |
        | data.spec.template.spec.restartPolicy                 | <absent> |
        | data.spec.template.spec.schedulerName                 | <absent> |
        | data.spec.template.spec.terminationGracePeriodSeconds | <absent> |
      And the controller is started
      Then only revision a exists
      And nothing else changed

    @needs-controller-restart
    Example: [2] fields of containers that defaulting fills
      Given StatefulSet web with 2 replicas
      When the controller is stopped
      And revision a is deleted
      And a copy of revision a is created with:
        | data.spec.template.spec.containers[0].imagePullPolicy                     | <absent> |
        | data.spec.template.spec.containers[0].terminationMessagePath              | <absent> |
        | data.spec.template.spec.containers[0].terminationMessagePolicy            | <absent> |
        | data.spec.template.spec.containers[0].env[0].valueFrom.fieldRef.apiVersion | <absent> |
      And the controller is started
      Then only revision a exists
      And nothing else changed

    @needs-controller-restart
    Example: [3] ports and volumes in their short form
      Given every container has:
        """
        ports: [{ containerPort: 80 }]
        """
      And StatefulSet web with 2 replicas and:
        """
        template:
          spec:
            volumes: [{ name: info, downwardAPI: { items: [{ path: name, fieldRef: { fieldPath: metadata.name } }] } }]
        """
      When the controller is stopped
      And revision a is deleted
      And a copy of revision a is created with:
        | data.spec.template.spec.containers[0].ports[0].protocol                        | <absent> |
        | data.spec.template.spec.volumes[0].downwardAPI.defaultMode                     | <absent> |
        | data.spec.template.spec.volumes[0].downwardAPI.items[0].fieldRef.apiVersion    | <absent> |
      And the controller is started
      Then only revision a exists
      And nothing else changed

    @needs-controller-restart
    Example: [4] the same quantity in another unit
      Given StatefulSet web with 2 replicas and:
        """
        template: { spec: { volumes: [{ name: tmp, emptyDir: { sizeLimit: 1Mi } }] } }
        """
      When the controller is stopped
      And revision a is deleted
      And a copy of revision a is created with:
        | data.spec.template.spec.containers[0].resources.requests.cpu    | "0.001"   |
        | data.spec.template.spec.containers[0].resources.requests.memory | 4096Ki    |
        | data.spec.template.spec.volumes[0].emptyDir.sizeLimit           | 1024Ki    |
      And the controller is started
      Then only revision a exists
      And nothing else changed

    @needs-controller-restart
    Example: [5] null or empty instead of absent
      Given StatefulSet web with 2 replicas
      When the controller is stopped
      And revision a is deleted
      And a copy of revision a is created with:
        | data.spec.template.metadata.creationTimestamp              | null  |
        | data.spec.template.metadata.finalizers                     | []    |
        | data.spec.template.spec.nodeSelector                       | {}    |
        | data.spec.template.spec.volumes                            | null  |
        | data.spec.template.spec.hostNetwork                        | false |
        | data.spec.template.spec.containers[0].env[0].value         | ""    |
        | data.spec.template.spec.containers[0].resources.limits     | {}    |
      And the controller is started
      Then only revision a exists
      And nothing else changed

    @needs-controller-restart
    Example: [6] a template that really changes still rolls
      Given StatefulSet web with 2 replicas
      When the controller is stopped
      And revision a is deleted
      And a copy of revision a is created with:
        | data.spec.template.spec.dnsPolicy | <absent> |
      And the Pod template of StatefulSet web changes to b
      And the controller is started
      Then only revisions a and b exist
      And Pods web-0 and web-1 run the new template

    @needs-controller-restart
    Example: [7] a revision that says something else, in a field that defaulting fills, is another one
      Given StatefulSet web with 1 replica
      When the controller is stopped
      And revision a is deleted
      And a copy of revision a is created with:
        | data.spec.template.spec.terminationGracePeriodSeconds | 31 |
        | metadata.name                                         | web-other |
      And the controller is started
      Then only revisions a and a exist
      And revision web-other has:
        | revision | 1 |

    Example: [8] new Pods are made of the stored revision
      Given StatefulSet web with 0 replicas
      And a copy of revision a is created with:
        | metadata.name                         | web-stored |
        | revision                              | 2          |
        | data.spec.template.spec.dnsPolicy     | <absent>   |
        | data.spec.template.spec.restartPolicy | <absent>   |
      And revision a is deleted
      When StatefulSet web is scaled to 2
      Then every Pod has:
        | metadata.labels[controller-revision-hash] | web-stored |
      And only Pods web-0 and web-1 were created
      And nothing else changed

    Example: [9] a restored revision in its short form restarts nothing when the set is looked at again
      Given StatefulSet web with 2 replicas
      When revision a is deleted
      And a copy of revision a is created with:
        | data.spec.template.spec.dnsPolicy                             | <absent> |
        | data.spec.template.spec.restartPolicy                         | <absent> |
        | data.spec.template.spec.containers[0].imagePullPolicy         | <absent> |
        | data.spec.template.spec.containers[0].terminationMessagePath  | <absent> |
      And StatefulSet web is patched with:
        """
        metadata: { annotations: { note: mine } }
        """
      Then only revision a exists
      And Pods web-0 and web-1 are the same as before
      And nothing else changed
