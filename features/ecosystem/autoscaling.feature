@ECO
Feature: Autoscalers and manifests
  An autoscaler reads and writes the scale; whoever applies a manifest that states replicas takes them back.

  @SS-ECO-003
  Rule: Autoscalers MUST be able to drive replicas through the scale subresource

    Example: [1] an autoscaler scales up and down again
      Given StatefulSet web with 2 replicas
      And this request is sent:
        """
        PUT statefulsets/web/scale?fieldManager=autoscaler
        apiVersion: autoscaling/v1
        kind: Scale
        metadata: { name: web, namespace: <namespace> }
        spec: { replicas: 4 }
        """
      When this request is sent:
        """
        PUT statefulsets/web/scale?fieldManager=autoscaler
        apiVersion: autoscaling/v1
        kind: Scale
        metadata: { name: web, namespace: <namespace> }
        spec: { replicas: 3 }
        """
      Then only Pod web-3 was deleted
      And StatefulSet web has:
        | spec.replicas | 3 |
      And nothing else changed

    Example: [2] an autoscaler that finds a Pod unready scales up only once it is ready
      Given StatefulSet web with 2 replicas
      And Pod web-1 becomes unready
      When this request is sent:
        """
        PUT statefulsets/web/scale?fieldManager=autoscaler
        apiVersion: autoscaling/v1
        kind: Scale
        metadata: { name: web, namespace: <namespace> }
        spec: { replicas: 4 }
        """
      And Pod web-1 becomes ready
      Then only Pods web-2 to web-3 were created
      And nothing else changed

  @SS-ECO-003
  Rule: A manifest that states no replicas MUST leave those of an autoscaler

    Example: [3] a manifest without replicas is applied after an autoscaler has scaled
      Given StatefulSet web with 1 replica
      And StatefulSet web is scaled to 3
      When this request is sent:
        """
        PATCH statefulsets/web?fieldManager=deployer as apply-patch+yaml
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: web, labels: { release: "2" } }
        """
      Then the API server answered with:
        | spec.replicas           | 3 |
        | metadata.labels.release | 2 |
      And no Pods were deleted
      And nothing else changed

    Example: [4] a manifest with replicas conflicts with the autoscaler
      Given StatefulSet web with 1 replica
      And StatefulSet web is scaled to 3
      When this request is sent:
        """
        PATCH statefulsets/web?fieldManager=deployer as apply-patch+yaml
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: web }
        spec: { replicas: 1 }
        """
      Then the API server rejected the request with 409 Conflict
      And no Pods were deleted
      And nothing else changed

    Example: [5] a manifest with replicas that is applied by force takes them back
      Given StatefulSet web with 1 replica
      And StatefulSet web is scaled to 3
      When this request is sent:
        """
        PATCH statefulsets/web?fieldManager=deployer&force=true as apply-patch+yaml
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: web }
        spec: { replicas: 1 }
        """
      Then only Pods web-2 to web-1 were deleted
      And nothing else changed

    Example: [6] replicas that their only manager states no more fall back to one
      Given StatefulSet web with 2 replicas
      And this request is sent:
        """
        PATCH statefulsets/web?fieldManager=deployer&force=true as apply-patch+yaml
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: web, labels: { release: "1" } }
        spec: { replicas: 3 }
        """
      When this request is sent:
        """
        PATCH statefulsets/web?fieldManager=deployer&force=true as apply-patch+yaml
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: web, labels: { release: "2" } }
        """
      Then StatefulSet web has:
        | spec.replicas | 1 |
      And only Pods web-2 to web-1 were deleted
