@ECO
Feature: Peers
  A member of a cluster computes who it is and who the others are from its ordinal: a broker its number from the host
  name, a voter the list of all voters from the name of the set and the replicas.

  Background:
    Given this exists:
      """
      apiVersion: v1
      kind: Service
      metadata: { name: web }
      spec: { clusterIP: None, publishNotReadyAddresses: true, selector: { app: web } }
      """

  @SS-ECO-009 @needs-dns @feature-PodIndexLabel
  Rule: The hostname, DNS name, index and claim of a Pod MUST follow from one ordinal, from the first start on

    @needs-default-class
    Example: [1] all parts of an identity agree
      Given every StatefulSet has claim template data
      When StatefulSet web is created with 2 replicas
      Then every Pod has:
        | spec.hostname                                       | <name>    |
        | spec.subdomain                                      | web       |
        | metadata.labels[statefulset.kubernetes.io/pod-name] | <name>    |
        | metadata.labels[apps.kubernetes.io/pod-index]       | <ordinal> |
      And Pod web-0 uses claim data-web-0 as volume data
      And Pod web-1 uses claim data-web-1 as volume data
      And DNS name web-0.web resolves to Pod web-0
      And DNS name web-1.web resolves to Pod web-1

    Example: [2] peers find each other before any of them is ready
      Given Pods web-0 to web-2 will not become ready
      When StatefulSet web is created with 3 replicas and:
        """
        podManagementPolicy: Parallel
        """
      Then DNS name web-0.web resolves to Pod web-0
      And DNS name web-1.web resolves to Pod web-1
      And DNS name web-2.web resolves to Pod web-2
      And DNS name web resolves to Pods web-0 to web-2

    @feature-StatefulSetStartOrdinal
    Example: [3] a Pod that comes back is found under the same identity
      Given StatefulSet web with 2 replicas and:
        """
        ordinals: { start: 5 }
        """
      When Pod web-6 is deleted
      Then Pod web-6 is new
      And Pod web-6 has:
        | spec.hostname                                 | web-6 |
        | metadata.labels[apps.kubernetes.io/pod-index] | 6     |
      And DNS name web-6.web resolves to Pod web-6
