@needs-kubectl
Feature: Scaling a set, and rolling out an image
  Everyday work with a set that is there: more replicas and fewer, another image and back, and what kubectl shows of it.

  Background:
    When kubectl is run with "apply -f -" and:
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: { name: web }
      spec:
        replicas: 3
        serviceName: web
        selector: { matchLabels: { app: web } }
        template:
          metadata: { labels: { app: web } }
          spec: { containers: [{ name: server, image: <image> }] }
      """
    Then kubectl succeeded and printed:
      """
      statefulset.apps/web created
      """

  @SS-ECO-001 @SS-ORD-001 @SS-ORD-004 @SS-ORD-006 @SS-ORD-007
  Rule: The set follows whoever changes its replicas, and numbers on

    Example: [1] up by scale, down by patch, up by edit
      When kubectl is run with "scale statefulset web --replicas=5"
      Then kubectl succeeded and printed:
        """
        statefulset.apps/web scaled
        """
      And only Pods web-3 to web-4 were created, in this order
      And each Pod was created only after every lower one was ready
      And nothing else changed
      When kubectl is run with 'patch statefulset web -p {"spec":{"replicas":3}}'
      Then kubectl succeeded and printed:
        """
        statefulset.apps/web patched
        """
      And only Pods web-4 to web-3 were deleted, in this order
      And each Pod was deleted only after the one before was gone
      And nothing else changed
      When kubectl is run with "edit statefulset web" and:
        """
        s/^  replicas: 3$/  replicas: 5/
        """
      Then kubectl succeeded and printed:
        """
        statefulset.apps/web edited
        """
      And only Pods web-3 to web-4 were created, in this order
      And nothing else changed

  @SS-UPD-001 @SS-UPD-003 @SS-UPD-004 @SS-ECO-005 @SS-ECO-006 @SS-REV-004
  Rule: An image rolls out from the last Pod to the first, and back in the same way

    Example: [2] a JSON patch, the status, the history, and back to the first revision
      When kubectl is run with 'patch statefulset web --type=json -p [{"op":"replace","path":"/spec/template/spec/containers/0/image","value":"<other-image>"}]'
      Then kubectl succeeded and printed:
        """
        statefulset.apps/web patched
        """
      And only Pods web-2 to web-0 were deleted, in this order
      And each Pod was deleted only after the one before was replaced and ready
      When kubectl is run with "rollout status statefulset web"
      Then kubectl succeeded and printed:
        """
        partitioned roll out complete: 3 new pods have been updated...
        """
      When kubectl is run with "get pods -l app=web -o custom-columns=POD:.metadata.name,IMAGE:.spec.containers[0].image"
      Then kubectl succeeded and printed:
        """
        POD IMAGE
        web-0 <other-image>
        web-1 <other-image>
        web-2 <other-image>
        """
      When kubectl is run with "rollout history statefulset web"
      Then kubectl succeeded and printed:
        """
        statefulset.apps/web
        REVISION CHANGE-CAUSE
        1 <none>
        2 <none>
        """
      When kubectl is run with "rollout undo statefulset web --to-revision=1"
      Then kubectl succeeded and printed:
        """
        statefulset.apps/web rolled back
        ...
        """
      And only Pods web-2 to web-0 were deleted, in this order
      And each Pod was deleted only after the one before was replaced and ready
      When kubectl is run with "rollout history statefulset web"
      Then kubectl succeeded and printed:
        """
        statefulset.apps/web
        REVISION CHANGE-CAUSE
        2 <none>
        3 <none>
        """
      And nothing else changed

    Example: [3] an image needs no JSON patch
      When kubectl is run with "set image statefulset/web server=<other-image>"
      Then kubectl succeeded and printed:
        """
        statefulset.apps/web image updated
        """
      And only Pods web-2 to web-0 were deleted, in this order
      And only Pods web-2 to web-0 were created, in this order
      And nothing else changed

  @SS-ECO-007
  Rule: What kubectl shows of a set is what its spec and status say

    Example: [4] get and describe
      When kubectl is run with "get statefulset"
      Then kubectl succeeded and printed:
        """
        NAME READY AGE
        web 3/3 <age>
        """
      When kubectl is run with "get statefulset web -o wide"
      Then kubectl succeeded and printed:
        """
        NAME READY AGE CONTAINERS IMAGES
        web 3/3 <age> server <image>
        """
      When kubectl is run with "describe statefulset web"
      Then kubectl succeeded and printed:
        """
        Name: web
        Namespace: <namespace>
        ...
        Selector: app=web
        ...
        Replicas: 3 desired | 3 total
        Update Strategy: RollingUpdate
        ...
        Pods Status: 3 Running / 0 Waiting / 0 Succeeded / 0 Failed
        ...
        """
      And nothing else changed
