@DNS
Feature: Short names
  A program in a Pod need not know the cluster domain: the search domains that its kubelet gives it complete a short name.

  Background:
    Given this exists:
      """
      apiVersion: v1
      kind: Service
      metadata: { name: web }
      spec: { clusterIP: None, selector: { app: web } }
      """

  @SS-DNS-012 @needs-dns @needs-kubelet
  Rule: The name of a Pod MUST resolve without the namespace in its own namespace, and with the namespace anywhere

    Example: [1] without the namespace in the same one
      When StatefulSet web is created with 2 replicas
      Then short name web-1.web resolves to Pod web-1 in a Pod of the same namespace
      And short name web resolves to Pods web-0 and web-1 in a Pod of the same namespace

    Example: [2] with the namespace in another one
      Given this exists:
        """
        apiVersion: v1
        kind: Namespace
        metadata: { name: <other-namespace> }
        """
      When StatefulSet web is created with 2 replicas
      Then short name web-1.web.<namespace> resolves to Pod web-1 in a Pod of another namespace
      And short name web.<namespace> resolves to Pods web-0 and web-1 in a Pod of another namespace
      And short name web-1.web resolves to no Pods in a Pod of another namespace

    Example: [3] with the namespace in the same one
      When StatefulSet web is created with 1 replica
      Then short name web-0.web.<namespace> resolves to Pod web-0 in a Pod of the same namespace
