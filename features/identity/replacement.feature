@IDN
Feature: Replacement
  A Pod that is lost comes back as another object with the same identity.
  The old one has left the API before the new one comes.

  @SS-IDN-010
  Rule: A Pod that takes the place of another MUST have the same name, hostname, subdomain and identity labels

    @needs-default-class
    Example: [1] a deleted Pod comes back with the same identity
      Given every StatefulSet has claim template data
      And StatefulSet web with 3 replicas
      When Pod web-1 is deleted
      Then Pod web-1 is new
      And Pod web-1 has:
        | spec.hostname                                       | web-1 |
        | spec.subdomain                                      | web   |
        | metadata.labels[statefulset.kubernetes.io/pod-name] | web-1 |
      And Pod web-1 uses claim data-web-1 as volume data
      And only Pod web-1 was created
      And nothing else changed

    Example: [2] a failed Pod comes back with the same identity
      Given StatefulSet web with 3 replicas
      When Pod web-1 fails
      Then Pod web-1 is new
      And Pod web-1 has:
        | spec.hostname                                       | web-1 |
        | spec.subdomain                                      | web   |
        | metadata.labels[statefulset.kubernetes.io/pod-name] | web-1 |
      And only Pod web-1 was created
      And nothing else changed

    Example: [3] Pods that are deleted together come back with the same identities
      Given StatefulSet web with 3 replicas
      When Pods web-0 to web-2 are deleted
      Then Pods web-0 to web-2 are new
      And every Pod has:
        | spec.hostname                                       | <name> |
        | spec.subdomain                                      | web    |
        | metadata.labels[statefulset.kubernetes.io/pod-name] | <name> |
      And only Pods web-0 to web-2 were created
      And nothing else changed

    @feature-PodIndexLabel
    Example: [4] a deleted Pod comes back with the same index label
      Given StatefulSet web with 2 replicas
      When Pod web-1 is deleted
      Then Pod web-1 is new
      And Pod web-1 has:
        | metadata.labels[apps.kubernetes.io/pod-index] | 1 |

  @SS-IDN-019
  Rule: A successor MUST NOT be created before the API server has removed its predecessor

    Example: [5] a Pod held by a finalizer is not replaced
      Given deletion of Pod web-0 is held by a finalizer
      And StatefulSet web with 2 replicas
      When Pod web-0 is deleted
      Then no Pods were created
      And Pod web-0 is the same as before
      And nothing else changed

    Example: [6] a Pod of a Parallel set held by a finalizer is not replaced
      Given deletion of Pod web-0 is held by a finalizer
      And StatefulSet web with 2 replicas and:
        """
        podManagementPolicy: Parallel
        """
      When Pod web-0 is deleted
      Then no Pods were created
      And only Pods web-0 and web-1 exist
      And nothing else changed

    Example: [7] a Pod is replaced once its finalizer is removed
      Given deletion of Pod web-0 is held by a finalizer
      And StatefulSet web with 2 replicas
      And Pod web-0 is deleted
      When the finalizer of Pod web-0 is removed
      Then only Pod web-0 was created
      And Pod web-0 is new
      And nothing else changed

    Example: [8] a failed Pod held by a finalizer is deleted and not replaced
      Given deletion of Pod web-1 is held by a finalizer
      And StatefulSet web with 2 replicas
      When Pod web-1 fails
      Then only Pod web-1 was deleted
      And no Pods were created
      And nothing else changed
