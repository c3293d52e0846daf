@needs-kubectl @needs-gc @needs-default-class
Feature: Deleting a set, with its Pods and without them
  What goes with a set and what stays is decided by whoever deletes it. The claims stay in either case.

  Background:
    Given kubectl is run with "apply -f -" and:
      """
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
            containers:
              - name: server
                image: <image>
                volumeMounts: [{ name: pages, mountPath: /data/pages }]
        volumeClaimTemplates:
          - metadata: { name: pages }
            spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Mi } } }
      """

  @SS-DEL-005 @SS-DEL-006 @SS-DEL-007 @SS-STO-009 @SS-STO-010 @SS-ECO-008
  Rule: A set that is created again takes over the Pods and claims that the one before has left

    Example: [1] only the set is deleted, then a Pod, then the set is back
      When kubectl is run with "delete statefulset web --cascade=orphan"
      Then no StatefulSets exist
      And Pods web-0 and web-1 are the same as before
      And Pod web-0 is owned by nobody
      And Pod web-1 is owned by nobody
      And nothing else changed
      When kubectl is run with "delete pod web-0"
      Then only Pod web-1 exists
      And no Pods were created
      When kubectl is run with "apply -f -" and:
        """
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
              containers:
                - name: server
                  image: <image>
                  volumeMounts: [{ name: pages, mountPath: /data/pages }]
          volumeClaimTemplates:
            - metadata: { name: pages }
              spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Mi } } }
        """
      Then only Pod web-0 was created
      And Pod web-1 is the same as before
      And Pod web-0 is owned by StatefulSet web
      And Pod web-1 is owned by StatefulSet web
      And claims pages-web-0 and pages-web-1 are the same as before
      And nothing else changed

  @SS-DEL-001 @SS-STO-009 @SS-PVC-001 @SS-ECO-008
  Rule: A set takes its Pods along, and its claims stay until somebody deletes them

    Example: [2] the set is deleted, then its claims
      When kubectl is run with "delete statefulset web"
      Then no StatefulSets exist
      And no Pods exist
      And claims pages-web-0 and pages-web-1 are the same as before
      When kubectl is run with "get pvc -l app=web -o name"
      Then kubectl succeeded and printed:
        """
        persistentvolumeclaim/pages-web-0
        persistentvolumeclaim/pages-web-1
        """
      When kubectl is run with "delete pvc -l app=web"
      Then no claims exist

    Example: [3] the set waits for its Pods, and can be scaled down before
      When kubectl is run with "scale statefulset web --replicas=0"
      Then only Pods web-1 to web-0 were deleted, in this order
      When kubectl is run with "delete statefulset web --cascade=foreground"
      Then no StatefulSets exist
      And claims pages-web-0 and pages-web-1 are the same as before
