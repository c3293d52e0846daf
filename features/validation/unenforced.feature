@VAL
Feature: What nothing checks, and what has become history
  Field comments and old articles ask for more than the API server and the controller do.

  @SS-VAL-015
  Rule: A set MUST get its Pods though its Service does not exist

    Example: [1] a serviceName of no Service
      When StatefulSet web is created with 2 replicas and:
        """
        serviceName: nobody
        """
      Then only Pods web-0 and web-1 were created
      And every Pod has:
        | spec.subdomain | nobody |
      And nothing else changed

  @SS-VAL-015
  Rule: A claim that no container mounts MUST be created and attached as a volume

    @needs-default-class
    Example: [2] a claim template without a volumeMount
      When StatefulSet web is created with 1 replica and:
        """
        volumeClaimTemplates:
          - metadata: { name: data }
            spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Mi } } }
        """
      Then only claim data-web-0 exists
      And Pod web-0 uses claim data-web-0 as volume data
      And Pod web-0 has:
        | spec.containers[0].volumeMounts | <absent> |
      And only Pod web-0 was created
      And nothing else changed

  @SS-VAL-016
  Rule: The annotation pod.alpha.kubernetes.io/initialized MUST NOT have an effect

    Example: [3] Pods that are not initialized by that annotation hold nothing back
      When StatefulSet web is created with 2 replicas and:
        """
        template: { metadata: { annotations: { pod.alpha.kubernetes.io/initialized: "false" } } }
        """
      Then only Pods web-0 and web-1 were created, in this order
      And StatefulSet web reports:
        """
        readyReplicas: 2
        """
      And nothing else changed

  @SS-VAL-016
  Rule: The template, and the image in it, MUST be changeable by any write

    Example: [4] a merge patch
      Given StatefulSet web with 1 replica
      When these fields of StatefulSet web are set:
        """
        template: { spec: { containers: [{ name: main, image: <other-image> }] } }
        """
      Then Pod web-0 is new
      And Pod web-0 has:
        | spec.containers[0].image | <other-image> |

    Example: [5] a strategic merge patch
      Given StatefulSet web with 1 replica and:
        """
        template: { metadata: { annotations: { version: a } } }
        """
      And the Pod template of StatefulSet web changes to b
      When StatefulSet web is rolled back to revision a
      Then Pod web-0 is new
      And Pod web-0 runs the new template
      And only Pod web-0 was created
