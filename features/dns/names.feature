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

  @SS-DNS-001 @needs-dns
  Rule: The name of a ready Pod below that of the governing Service MUST resolve to that Pod

    Example: [1] the name of each Pod resolves to that Pod
      When StatefulSet web is created with 2 replicas
      Then DNS name web-0.web resolves to Pod web-0
      And DNS name web-1.web resolves to Pod web-1

    Example: [7] a Pod that a scale-up has added has a name
      Given StatefulSet web with 1 replica
      When StatefulSet web is scaled to 3
      Then DNS name web-2.web resolves to Pod web-2
      And DNS name web-0.web resolves to Pod web-0

    @feature-StatefulSetStartOrdinal
    Example: [8] the names begin with the start ordinal
      When StatefulSet web is created with 2 replicas and:
        """
        ordinals: { start: 5 }
        """
      Then DNS name web-5.web resolves to Pod web-5
      And DNS name web-6.web resolves to Pod web-6
      And DNS name web-0.web resolves to no Pods

    Example: [9] the name is below that of the Service, whatever the StatefulSet is called
      Given this exists:
        """
        apiVersion: v1
        kind: Service
        metadata: { name: peers }
        spec: { clusterIP: None, selector: { app: web } }
        """
      When StatefulSet web is created with 1 replica and:
        """
        serviceName: peers
        """
      Then DNS name web-0.peers resolves to Pod web-0
      And DNS name web-0.web resolves to no Pods

  @SS-DNS-002 @needs-dns
  Rule: The name of the governing Service MUST resolve to the addresses of exactly the ready Pods

    Example: [3] the name of the Service resolves to all three Pods
      When StatefulSet web is created with 3 replicas
      Then DNS name web resolves to Pods web-0 to web-2

    Example: [4] the name of the Service follows a scale-down
      Given StatefulSet web with 3 replicas
      When StatefulSet web is scaled to 1
      Then DNS name web resolves to Pod web-0

    Example: [10] without Pods there is no address
      Given StatefulSet web with 2 replicas
      When StatefulSet web is scaled to 0
      Then DNS name web resolves to no Pods

  @SS-DNS-015 @needs-dns
  Rule: The name of a headless Service MUST resolve to all its ready Pods at once
    Misconception: a headless Service gives no service discovery, or its name resolves to just one of the Pods. Actual
    behaviour: there is no virtual address and no load balancing; DNS gives all addresses, SRV records and a name for
    each Pod, and to choose one of them is the client's part.

    Example: [11] five Pods are five addresses, and five names
      When StatefulSet web is created with 5 replicas and:
        """
        podManagementPolicy: Parallel
        """
      Then DNS name web resolves to Pods web-0 to web-4
      And DNS name web-0.web resolves to Pod web-0
      And DNS name web-4.web resolves to Pod web-4

    Example: [12] one Pod fewer is one address fewer
      Given StatefulSet web with 4 replicas
      When Pod web-1 becomes unready
      Then DNS name web resolves to Pods web-0, web-2 and web-3
      And nothing else changed

  @SS-DNS-004 @needs-dns
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

    Example: [13] a Pod that terminates is not published
      Given StatefulSet web with 3 replicas
      And deletion of Pod web-1 is held by a finalizer
      When Pod web-1 is deleted
      Then DNS name web-1.web resolves to no Pods
      And DNS name web resolves to Pods web-0 and web-2
      And nothing else changed

    Example: [14] a Pod that never was ready is not published
      Given Pod web-1 will not become ready
      When StatefulSet web is created with 3 replicas
      Then DNS name web resolves to Pod web-0
      And DNS name web-1.web resolves to no Pods

  @SS-DNS-005 @needs-dns
  Rule: With publishNotReadyAddresses on the governing Service a Pod that is not ready MUST be published too

    Background:
      Given this exists:
        """
        apiVersion: v1
        kind: Service
        metadata: { name: peers }
        spec:
          clusterIP: None
          publishNotReadyAddresses: true
          selector: { app: web }
        """
      And every StatefulSet has:
        """
        serviceName: peers
        """

    Example: [15] the first Pod is found by its name before it is ready
      Given Pod web-0 will not become ready
      When StatefulSet web is created with 3 replicas
      Then only Pod web-0 exists
      And DNS name web-0.peers resolves to Pod web-0
      And DNS name peers resolves to Pod web-0

    Example: [16] a Pod that becomes unready stays published
      Given StatefulSet web with 2 replicas
      When Pod web-1 becomes unready
      Then DNS name peers resolves to Pods web-0 and web-1
      And DNS name web resolves to Pod web-0
      And nothing else changed

    Example: [17] without the field the name of an unready Pod is withdrawn
      Given StatefulSet web with 2 replicas
      And Pod web-1 becomes unready
      When Service peers is patched with:
        """
        spec: { publishNotReadyAddresses: false }
        """
      Then DNS name web-1.peers resolves to no Pods
      And DNS name web-0.peers resolves to Pod web-0
      And nothing else changed

    Example: [18] a Parallel set finds all its Pods before one of them is ready
      Given Pods web-0 to web-2 will not become ready
      When StatefulSet web is created with 3 replicas and:
        """
        podManagementPolicy: Parallel
        """
      Then DNS name peers resolves to Pods web-0 to web-2
      And DNS name web-2.peers resolves to Pod web-2
      And DNS name web-2.web resolves to no Pods

  @SS-DNS-007 @needs-dns
  Rule: The name of a replaced Pod MUST resolve to its replacement

    Example: [2] the name of a replaced Pod resolves to its replacement
      Given StatefulSet web with 1 replica
      When Pod web-0 is deleted
      Then DNS name web-0.web resolves to Pod web-0

    Example: [27] the address of before is given no more
      When StatefulSet web is created with 2 replicas
      Then DNS name web-0.web resolves to Pod web-0
      When Pod web-0 is deleted
      Then Pod web-0 is new
      And DNS name web-0.web resolves to Pod web-0
      And DNS name web resolves to Pods web-0 and web-1

    Example: [19] the names stay when a new template replaces all Pods
      Given StatefulSet web with 2 replicas
      When the Pod template of StatefulSet web changes
      Then Pods web-0 and web-1 are new
      And DNS name web-0.web resolves to Pod web-0
      And DNS name web-1.web resolves to Pod web-1
      And DNS name web resolves to Pods web-0 and web-1

    Example: [20] a name comes back with the Pod
      Given StatefulSet web with 2 replicas
      And StatefulSet web is scaled to 1
      When StatefulSet web is scaled to 2
      Then DNS name web-1.web resolves to Pod web-1
      And DNS name web-0.web resolves to Pod web-0

    Example: [21] a Pod that failed is found at its new address
      Given StatefulSet web with 2 replicas
      When Pod web-1 fails
      Then Pod web-1 is new
      And DNS name web-1.web resolves to Pod web-1

  @SS-DNS-008 @needs-dns
  Rule: The name of a new Pod MUST resolve in the end, also where it was asked for too early

    Example: [22] a name that was asked for before the Pod was ready
      Given Pod web-0 will not become ready
      When StatefulSet web is created with 1 replica
      Then DNS name web-0.web resolves to no Pods
      When Pod web-0 becomes ready
      Then DNS name web-0.web resolves to Pod web-0

    Example: [23] a name that was asked for before the Pod existed
      When StatefulSet web is created with 1 replica
      Then DNS name web-1.web resolves to no Pods
      When StatefulSet web is scaled to 2
      Then DNS name web-1.web resolves to Pod web-1

  @SS-DNS-011 @needs-dns
  Rule: The name of a Pod MUST NOT exist below any Service but the one of its namespace that its subdomain names

    Example: [24] another Service of the same Pods gives addresses, but no names
      Given this exists:
        """
        apiVersion: v1
        kind: Service
        metadata: { name: others }
        spec: { clusterIP: None, selector: { app: web } }
        """
      When StatefulSet web is created with 2 replicas
      Then DNS name others resolves to Pods web-0 and web-1
      And DNS name web-0.others resolves to no Pods
      And DNS name web-0.web resolves to Pod web-0

    Example: [25] the same Service in another namespace gives neither
      Given this exists:
        """
        apiVersion: v1
        kind: Namespace
        metadata: { name: <other-namespace> }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: web, namespace: <other-namespace> }
        spec: { clusterIP: None, selector: { app: web } }
        """
      When StatefulSet web is created with 1 replica
      Then DNS name web-0.web resolves to Pod web-0
      And DNS name web-0.web.<other-namespace>.svc resolves to no Pods
      And DNS name web.<other-namespace>.svc resolves to no Pods

    Example: [26] where the Service does not exist there is no name
      When StatefulSet web is created with 1 replica and:
        """
        serviceName: absent
        """
      Then DNS name web resolves to Pod web-0
      And DNS name web-0.absent resolves to no Pods
      And DNS name web-0.web resolves to no Pods
