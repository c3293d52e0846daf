@needs-kubectl @needs-default-class
Feature: A first session: servers that keep their names and their pages
  Two servers behind a headless Service, each with a claim of its own. The session looks at what they are called, deletes
  them, and finds them again.

  Background:
    When kubectl is run with "apply -f -" and:
      """
      apiVersion: v1
      kind: Service
      metadata: { name: web }
      spec:
        clusterIP: None
        selector: { app: web }
        ports: [{ name: http, port: 80 }]
      ---
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: { name: web }
      spec:
        replicas: 2
        serviceName: web
        selector: { matchLabels: { app: web } }
        template:
          metadata: { labels: { app: web } }
          spec:
            securityContext: { runAsNonRoot: true, runAsUser: 65532, fsGroup: 65532 }
            containers:
              - name: server
                image: <image>
                ports: [{ name: http, containerPort: 80 }]
                volumeMounts: [{ name: pages, mountPath: /data/pages }]
        volumeClaimTemplates:
          - metadata: { name: pages }
            spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Mi } } }
      """
    Then kubectl succeeded and printed:
      """
      service/web created
      statefulset.apps/web created
      """

  @SS-IDN-001 @SS-IDN-003 @SS-IDN-004 @SS-ORD-001 @SS-ORD-002 @SS-STO-001 @SS-STO-005
  Rule: The servers come up one after the other, each with a name and a claim

    Example: [1] what there is when all is up
      Then only Pods web-0 to web-1 were created, in this order
      And each Pod was created only after every lower one was ready
      When kubectl is run with "wait statefulset/web --for=jsonpath={.status.readyReplicas}=2 --timeout=60s"
      And kubectl is run with "get pods -l app=web"
      Then kubectl succeeded and printed:
        """
        NAME READY STATUS RESTARTS AGE
        web-0 1/1 Running 0 <age>
        web-1 1/1 Running 0 <age>
        """
      When kubectl is run with "get pods -l app=web -o custom-columns=POD:.metadata.name,HOST:.spec.hostname,BELOW:.spec.subdomain"
      Then kubectl succeeded and printed:
        """
        POD HOST BELOW
        web-0 web-0 web
        web-1 web-1 web
        """
      When kubectl is run with "get pvc -l app=web -o custom-columns=CLAIM:.metadata.name,STATUS:.status.phase"
      Then kubectl succeeded and printed:
        """
        CLAIM STATUS
        pages-web-0 Bound
        pages-web-1 Bound
        """
      And nothing else changed

  @SS-RES-001 @SS-IDN-010 @SS-STO-006
  Rule: Servers that are deleted come back under their names and with their claims

    Example: [2] all Pods are deleted by their label
      When kubectl is run with "delete pods -l app=web"
      Then kubectl succeeded and printed:
        """
        pod "web-0" deleted<any>
        pod "web-1" deleted<any>
        """
      And Pods web-0 and web-1 are new
      And only Pods web-0 to web-1 were created, in this order
      And claims pages-web-0 and pages-web-1 are the same as before
      And Pod web-1 uses claim pages-web-1 as volume pages
      And nothing else changed

  @SS-DNS-001 @SS-DNS-002 @SS-DNS-007
  Rule: The names in DNS stay with the servers

    @needs-dns
    Example: [3] asked before and after the Pods are deleted
      Then DNS name web-0.web resolves to Pod web-0
      And DNS name web-1.web resolves to Pod web-1
      And DNS name web resolves to Pods web-0 and web-1
      When kubectl is run with "delete pods -l app=web"
      Then Pods web-0 and web-1 are new
      And DNS name web-0.web resolves to Pod web-0
      And DNS name web-1.web resolves to Pod web-1

    @needs-dns @needs-kubelet
    Example: [4] looked up from a Pod
      Then short name web-0.web resolves to Pod web-0 in a Pod of the same namespace
      And short name web-1.web resolves to Pod web-1 in a Pod of the same namespace

  @SS-STO-007 @SS-IDN-003
  Rule: What a server has written is there for the one that takes its place

    @needs-kubelet @needs-storage-data
    Example: [5] each server signs its pages with its hostname when it starts
      When kubectl is run with "logs web-1"
      Then kubectl succeeded and printed:
        """
        pages signed web-1
        ready
        """
      When kubectl is run with "delete pods -l app=web"
      And kubectl is run with "rollout status statefulset web --timeout=100s"
      Then Pods web-0 and web-1 are new
      When kubectl is run with "logs web-1"
      Then kubectl succeeded and printed:
        """
        pages holds web-1
        pages signed web-1
        ready
        """
