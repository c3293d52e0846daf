@needs-kubectl
Feature: Update strategies: by hand, by itself, and in parts
  Eight replicas whose Pods are replaced when somebody deletes them, eight that are replaced one by one, and a partition
  that lets a new image try itself first on one Pod and then on more of them.

  @SS-UPD-016 @SS-UPD-017 @SS-UPD-019
  Rule: With OnDelete a Pod gets the new image when it is deleted

    Example: [1] one Pod of eight by hand, and the others by another strategy
      Given kubectl is run with "apply -f -" and:
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: web }
        spec:
          replicas: 8
          serviceName: web
          podManagementPolicy: Parallel
          updateStrategy: { type: OnDelete }
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec: { containers: [{ name: server, image: <image> }] }
        """
      When kubectl is run with "set image statefulset/web server=<other-image>"
      Then no Pods were deleted
      And nothing else changed
      When kubectl is run with "delete pod web-5"
      Then only Pod web-5 was created
      And nothing else changed
      When kubectl is run with "get pods -l app=web -o custom-columns=POD:.metadata.name,IMAGE:.spec.containers[0].image"
      Then kubectl succeeded and printed:
        """
        POD IMAGE
        web-0 <image>
        web-1 <image>
        web-2 <image>
        web-3 <image>
        web-4 <image>
        web-5 <other-image>
        web-6 <image>
        web-7 <image>
        """
      When kubectl is run with 'patch statefulset web -p {"spec":{"updateStrategy":{"type":"RollingUpdate"}}}'
      Then only Pods web-7, web-6 and web-4 to web-0 were deleted, in this order
      And only Pods web-7, web-6 and web-4 to web-0 were created, in this order
      And Pods web-0 to web-7 run the new template
      And nothing else changed

  @SS-UPD-001 @SS-UPD-002 @SS-UPD-003 @SS-UPD-004
  Rule: With RollingUpdate all Pods get it, the last one first

    Example: [2] eight Pods, one after the other
      Given kubectl is run with "apply -f -" and:
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: web }
        spec:
          replicas: 8
          serviceName: web
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec: { containers: [{ name: server, image: <image> }] }
        """
      When kubectl is run with "set image statefulset/web server=<other-image>"
      Then only Pods web-7 to web-0 were deleted, in this order
      And only Pods web-7 to web-0 were created, in this order
      And each Pod was deleted only after the one before was replaced and ready
      And Pods web-0 to web-7 run the new template
      And nothing else changed

  @SS-UPD-008 @SS-UPD-009 @SS-UPD-010 @SS-UPD-011 @SS-UPD-012 @SS-ECO-005
  Rule: With a partition the Pods below it keep the old image

    Background:
      Given kubectl is run with "apply -f -" and:
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: web }
        spec:
          replicas: 4
          serviceName: web
          updateStrategy: { type: RollingUpdate, rollingUpdate: { partition: 4 } }
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec: { containers: [{ name: server, image: <image> }] }
        """

    Example: [3] a canary, and what Pods are when they are deleted
      When kubectl is run with "set image statefulset/web server=<other-image>"
      Then no Pods were deleted
      And nothing else changed
      When kubectl is run with 'patch statefulset web -p {"spec":{"updateStrategy":{"rollingUpdate":{"partition":3}}}}'
      Then only Pod web-3 was deleted
      And only Pod web-3 was created
      And nothing else changed
      When kubectl is run with "delete pods web-1 web-3"
      Then only Pods web-1 and web-3 were created
      And nothing else changed
      When kubectl is run with "get pods -l app=web -o custom-columns=POD:.metadata.name,IMAGE:.spec.containers[0].image"
      Then kubectl succeeded and printed:
        """
        POD IMAGE
        web-0 <image>
        web-1 <image>
        web-2 <image>
        web-3 <other-image>
        """

    Example: [4] a rollout in phases
      Given kubectl is run with "set image statefulset/web server=<other-image>"
      When kubectl is run with 'patch statefulset web -p {"spec":{"updateStrategy":{"rollingUpdate":{"partition":2}}}}'
      Then only Pods web-3 to web-2 were deleted, in this order
      And only Pods web-3 to web-2 were created, in this order
      And nothing else changed
      When kubectl is run with "rollout status statefulset web"
      Then kubectl succeeded and printed:
        """
        partitioned roll out complete: 2 new pods have been updated...
        """
      When kubectl is run with 'patch statefulset web -p {"spec":{"updateStrategy":{"rollingUpdate":{"partition":0}}}}'
      Then only Pods web-1 to web-0 were deleted, in this order
      And only Pods web-1 to web-0 were created, in this order
      And nothing else changed
      When kubectl is run with "rollout status statefulset web"
      Then kubectl succeeded and printed:
        """
        partitioned roll out complete: 4 new pods have been updated...
        """
