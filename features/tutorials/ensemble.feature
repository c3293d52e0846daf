@needs-kubectl @needs-disruption
Feature: An ensemble that votes
  Three members of a quorum that find each other by name. One of them may be away at a time, so a disruption budget
  keeps two, and whoever drains nodes has to wait for it.

  Background:
    When kubectl is run with "apply -f -" and:
      """
      apiVersion: v1
      kind: Service
      metadata: { name: peers }
      spec:
        clusterIP: None
        publishNotReadyAddresses: true
        selector: { app: keeper }
        ports: [{ name: vote, port: 3888 }]
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: keeper }
      data: { TICK: "2000", MEMBERS: "keeper-0.peers keeper-1.peers keeper-2.peers" }
      ---
      apiVersion: policy/v1
      kind: PodDisruptionBudget
      metadata: { name: keeper }
      spec: { minAvailable: 2, selector: { matchLabels: { app: keeper } } }
      ---
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: { name: keeper }
      spec:
        replicas: 3
        serviceName: peers
        podManagementPolicy: Parallel
        selector: { matchLabels: { app: keeper } }
        template:
          metadata: { labels: { app: keeper, session: <namespace> } }
          spec:
            readinessGates: [{ conditionType: <readiness-gate> }]
            affinity:
              podAntiAffinity:
                preferredDuringSchedulingIgnoredDuringExecution:
                  - weight: 100
                    podAffinityTerm:
                      topologyKey: kubernetes.io/hostname
                      labelSelector: { matchLabels: { app: keeper } }
            containers:
              - name: member
                image: <image>
                envFrom: [{ configMapRef: { name: keeper } }]
                ports: [{ name: vote, containerPort: 3888 }]
      """
    Then kubectl succeeded and printed:
      """
      service/peers created
      configmap/keeper created
      poddisruptionbudget.policy/keeper created
      statefulset.apps/keeper created
      """

  @SS-PMP-001 @SS-PMP-004 @SS-IDN-003 @SS-IDN-004 @SS-ECO-009
  Rule: Members that start in parallel know each other's names

    Example: [1] three members, and the budget for them
      Then only Pods keeper-0, keeper-1 and keeper-2 were created
      When kubectl is run with "get pods -l app=keeper -o custom-columns=POD:.metadata.name,HOST:.spec.hostname,BELOW:.spec.subdomain"
      Then kubectl succeeded and printed:
        """
        POD HOST BELOW
        keeper-0 keeper-0 peers
        keeper-1 keeper-1 peers
        keeper-2 keeper-2 peers
        """
      When kubectl is run with "wait pdb/keeper --for=jsonpath={.status.disruptionsAllowed}=1 --timeout=60s"
      And kubectl is run with "get pdb keeper"
      Then kubectl succeeded and printed:
        """
        NAME MIN AVAILABLE MAX UNAVAILABLE ALLOWED DISRUPTIONS AGE
        keeper 2 N/A 1 <age>
        """
      And nothing else changed

    @needs-dns
    Example: [2] the names of the members resolve, of one that is not ready too
      Then DNS name keeper-0.peers resolves to Pod keeper-0
      And DNS name peers resolves to Pods keeper-0, keeper-1 and keeper-2
      When Pod keeper-1 becomes unready
      Then DNS name keeper-1.peers resolves to Pod keeper-1

  @SS-PMP-005 @SS-UPD-003 @SS-UPD-004
  Rule: Members that start in parallel are updated one at a time

    Example: [3] a new image for the whole ensemble
      When kubectl is run with "set image statefulset/keeper member=<other-image>"
      Then only Pods keeper-2 to keeper-0 were deleted, in this order
      And only Pods keeper-2 to keeper-0 were created, in this order
      And each Pod was deleted only after the one before was replaced and ready
      And nothing else changed

  @SS-ORD-001 @SS-ORD-002 @SS-DEL-001 @SS-VAL-004
  Rule: An ensemble whose members start in order is another set

    @needs-gc
    Example: [4] the policy cannot be changed, so the set is deleted and created again
      When kubectl is run with 'patch statefulset keeper -p {"spec":{"podManagementPolicy":"OrderedReady"}}'
      Then kubectl failed and printed:
        """
        The StatefulSet "keeper" is invalid: spec<any>
        """
      And nothing else changed
      When kubectl is run with "delete statefulset keeper --cascade=foreground"
      Then no Pods exist
      When kubectl is run with "apply -f -" and:
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: keeper }
        spec:
          replicas: 3
          serviceName: peers
          podManagementPolicy: OrderedReady
          selector: { matchLabels: { app: keeper } }
          template:
            metadata: { labels: { app: keeper } }
            spec: { containers: [{ name: member, image: <image>, envFrom: [{ configMapRef: { name: keeper } }] }] }
        """
      Then only Pods keeper-0 to keeper-2 were created, in this order
      And each Pod was created only after every lower one was ready
      And nothing else changed

  @SS-ECO-004
  Rule: The budget decides who may be away

    Example: [5] an eviction is refused while another member is not ready
      Given Pod keeper-1 becomes unready
      And kubectl is run with "wait pdb/keeper --for=jsonpath={.status.disruptionsAllowed}=0 --timeout=60s"
      When kubectl is run with "create --raw /api/v1/namespaces/<namespace>/pods/keeper-2/eviction -f -" and:
        """
        { "apiVersion": "policy/v1", "kind": "Eviction", "metadata": { "name": "keeper-2" } }
        """
      Then kubectl failed and printed:
        """
        Error from server (TooManyRequests): Cannot evict pod as it would violate the pod's disruption budget.
        """
      And no Pods were deleted
      And nothing else changed
      Given Pod keeper-1 becomes ready
      And kubectl is run with "wait pdb/keeper --for=jsonpath={.status.disruptionsAllowed}=1 --timeout=60s"
      When kubectl is run with "create --raw /api/v1/namespaces/<namespace>/pods/keeper-2/eviction -f -" and:
        """
        { "apiVersion": "policy/v1", "kind": "Eviction", "metadata": { "name": "keeper-2" } }
        """
      Then Pod keeper-2 is new
      And only Pod keeper-2 was created
      And nothing else changed

    # A drain reaches the Pods of all namespaces: the label keeps it to those of the session.
    @needs-drain
    Example: [6] one node is drained, and its members go elsewhere
      Given kubectl is run with "wait pdb/keeper --for=jsonpath={.status.disruptionsAllowed}=1 --timeout=60s"
      When kubectl is run with "drain <node-of-keeper-0> --pod-selector=session=<namespace> --timeout=60s"
      Then kubectl succeeded and printed:
        """
        node/<node> cordoned
        ...
        node/<node> drained
        """
      And Pod keeper-0 is new
      And StatefulSet keeper reports:
        """
        { replicas: 3, readyReplicas: 3, availableReplicas: 3, currentReplicas: 3, updatedReplicas: 3 }
        """

    @needs-drain
    Example: [7] nodes are drained one after the other, until no other is left and the budget holds the drain back
      Given kubectl is run with "wait pdb/keeper --for=jsonpath={.status.disruptionsAllowed}=1 --timeout=60s"
      When kubectl is run with "drain --selector=kubernetes.io/os=linux --pod-selector=session=<namespace> --timeout=2s"
      Then kubectl failed and printed:
        """
        ...
        pod/keeper-<any> evicted
        ...
        error when evicting pods<any> Cannot evict pod as it would violate the pod's disruption budget.
        ...
        """
      And StatefulSet keeper reports:
        """
        { replicas: 3, readyReplicas: 2, availableReplicas: 2, currentReplicas: 3, updatedReplicas: 3 }
        """
      When kubectl is run with "uncordon --selector=kubernetes.io/os=linux"
      And kubectl is run with "rollout status statefulset keeper --timeout=100s"
      Then kubectl succeeded and printed:
        """
        ...
        partitioned roll out complete: 3 new pods have been updated...
        """
      And no Pods were deleted
      When kubectl is run with "get statefulset keeper"
      Then kubectl succeeded and printed:
        """
        NAME READY AGE
        keeper 3/3 <age>
        """

  @SS-IDN-009 @SS-ORD-002
  Rule: Members that may not share a node wait for one of their own

    @needs-scheduler @needs-kubelet @needs-gc
    Example: [8] a topology that has one place for all of them
      Given kubectl is run with "delete statefulset keeper --cascade=foreground"
      When kubectl is run with "apply -f -" and:
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: keeper }
        spec:
          replicas: 3
          serviceName: peers
          selector: { matchLabels: { app: keeper } }
          template:
            metadata: { labels: { app: keeper } }
            spec:
              affinity:
                podAntiAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution:
                    - topologyKey: kubernetes.io/os
                      labelSelector: { matchLabels: { app: keeper } }
              containers: [{ name: member, image: <image> }]
        """
      Then only Pods keeper-0 to keeper-1 were created, in this order
      When kubectl is run with "get pods -l app=keeper"
      Then kubectl succeeded and printed:
        """
        NAME READY STATUS RESTARTS AGE
        keeper-0 1/1 Running 0 <age>
        keeper-1 0/1 Pending 0 <age>
        """
