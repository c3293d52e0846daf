@DNS
Feature: Names in the cluster's DNS
  The Service that governs a StatefulSet gives each of its Pods a name that outlives the Pod. The names come from
  EndpointSlices, which the endpoints controller writes, and are served by the cluster's DNS.

  Background:
    Given this exists:
      """
      apiVersion: v1
      kind: Service
      metadata: { name: web }
      spec:
        clusterIP: None
        selector: { app: web }
        ports: [{ port: 80 }]
      """

  @SS-DNS-001 @needs-kubelet @needs-dns
  Rule: The name of a ready Pod below that of the governing Service MUST resolve to that Pod

    Example: [1] the name of each Pod resolves to that Pod
      When StatefulSet web is created with 2 replicas
      Then DNS name web-0.web resolves to Pod web-0
      And DNS name web-1.web resolves to Pod web-1

    Example: [2] the name of a replaced Pod resolves to its replacement
      Given StatefulSet web with 1 replica
      When Pod web-0 is deleted
      Then DNS name web-0.web resolves to Pod web-0

  @SS-DNS-002 @needs-kubelet @needs-dns
  Rule: The name of the governing Service MUST resolve to the addresses of exactly the ready Pods

    Example: [3] the name of the Service resolves to all three Pods
      When StatefulSet web is created with 3 replicas
      Then DNS name web resolves to Pods web-0 to web-2

    Example: [4] the name of the Service follows a scale-down
      Given StatefulSet web with 3 replicas
      When StatefulSet web is scaled to 1
      Then DNS name web resolves to Pod web-0

  @SS-DNS-004 @needs-kubelet @needs-dns
  Rule: A Pod that is not ready MUST NOT be published in the DNS by default

    Example: [5] one unready Pod of three is not published
      Given StatefulSet web with 3 replicas
      When Pod web-1 becomes unready
      Then DNS name web resolves to Pods web-0 and web-2
      And DNS name web-1.web resolves to no Pods

    Example: [6] a Pod is published again once it is ready
      Given StatefulSet web with 2 replicas
      And Pod web-0 becomes unready
      When Pod web-0 becomes ready
      Then DNS name web-0.web resolves to Pod web-0
      And DNS name web resolves to Pods web-0 and web-1
