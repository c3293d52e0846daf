@DNS
Feature: Ports in the cluster's DNS
  SRV records tell a client the peers of a StatefulSet and their ports in one answer.

  Background:
    Given this exists:
      """
      apiVersion: v1
      kind: Service
      metadata: { name: web }
      spec:
        clusterIP: None
        selector: { app: web }
        ports:
          - { name: peer, port: 7000 }
          - { name: gossip, port: 7001, protocol: UDP }
      """

  @SS-DNS-006 @needs-dns
  Rule: Each named port of the governing Service MUST give one SRV record per ready Pod, which points to the name of that Pod

    Example: [1] each port points to all Pods
      When StatefulSet web is created with 2 replicas
      Then SRV name _peer._tcp.web points to port 7000 of Pods web-0 and web-1
      And SRV name _gossip._udp.web points to port 7001 of Pods web-0 and web-1
      And SRV name _peer._udp.web points to port 7000 of no Pods

    Example: [2] an answer too long for one datagram is complete
      When StatefulSet web is created with 12 replicas and:
        """
        podManagementPolicy: Parallel
        """
      Then SRV name _peer._tcp.web points to port 7000 of Pods web-0 to web-11

    Example: [3] an unready Pod is left out
      Given StatefulSet web with 3 replicas
      When Pod web-1 becomes unready
      Then SRV name _peer._tcp.web points to port 7000 of Pods web-0 and web-2
      And nothing else changed

    Example: [4] the records follow a scale-down
      Given StatefulSet web with 3 replicas
      When StatefulSet web is scaled to 1
      Then SRV name _peer._tcp.web points to port 7000 of Pod web-0

    Example: [5] the port is that of the Pod
      Given this exists:
        """
        apiVersion: v1
        kind: Service
        metadata: { name: peers }
        spec:
          clusterIP: None
          selector: { app: web }
          ports: [{ name: db, port: 80, targetPort: db }]
        """
      And every container has:
        """
        ports: [{ name: db, containerPort: 5432 }]
        """
      When StatefulSet web is created with 1 replica and:
        """
        serviceName: peers
        """
      Then SRV name _db._tcp.peers points to port 5432 of Pod web-0

    Example: [6] the replacement of a Pod has the same record
      Given StatefulSet web with 2 replicas
      When Pod web-0 is deleted
      Then Pod web-0 is new
      And SRV name _peer._tcp.web points to port 7000 of Pods web-0 and web-1
