@ECO
Feature: Lists, patches and collections
  Clients find sets by label, change them by any kind of patch, and delete many of them at once.

  @SS-ECO-002
  Rule: Sets MUST be listed by label

    Example: [1] a list by label holds the labelled set alone
      Given StatefulSet web with 1 replica
      And StatefulSet db with 1 replica
      And StatefulSet db is patched with:
        """
        metadata: { labels: { tier: data } }
        """
      When this request is sent:
        """
        GET statefulsets?labelSelector=tier%3Ddata
        """
      Then the API server answered with:
        | items[0].metadata.name | db       |
        | items[1]               | <absent> |
      And nothing else changed

  @SS-ECO-002
  Rule: A set MUST be patched in all four ways

    Example: [2] by a JSON patch
      Given StatefulSet web with 1 replica
      When this request is sent:
        """
        PATCH statefulsets/web as json-patch+json
        - { op: test, path: /spec/replicas, value: 1 }
        - { op: replace, path: /spec/replicas, value: 2 }
        """
      Then the API server answered with:
        | spec.replicas | 2 |
      And only Pod web-1 was created
      And nothing else changed

    Example: [3] by a merge patch, in which null takes a field away
      Given StatefulSet web with 1 replica and:
        """
        template: { metadata: { annotations: { note: mine } } }
        """
      When this request is sent:
        """
        PATCH statefulsets/web as merge-patch+json
        spec: { template: { metadata: { annotations: { note: null } } } }
        """
      Then the API server answered with:
        | spec.template.metadata.annotations.note | <absent> |
      And Pod web-0 is new
      And Pod web-0 runs the new template

    Example: [4] by a strategic merge patch, which finds a container by its name
      Given StatefulSet web with 1 replica
      When this request is sent:
        """
        PATCH statefulsets/web as strategic-merge-patch+json
        spec: { template: { spec: { containers: [{ name: main, workingDir: /tmp }] } } }
        """
      Then the API server answered with:
        | spec.template.spec.containers[0].workingDir | /tmp     |
        | spec.template.spec.containers[0].image      | <image>  |
        | spec.template.spec.containers[1]            | <absent> |
      And Pod web-0 is new
      And Pod web-0 runs the new template

    Example: [5] by an apply, which takes what others wrote only by force
      Given StatefulSet web with 1 replica
      When this request is sent:
        """
        PATCH statefulsets/web?fieldManager=me&force=true as apply-patch+yaml
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: web }
        spec: { replicas: 2 }
        """
      Then the API server answered with:
        | spec.replicas | 2 |
      And only Pod web-1 was created
      And nothing else changed

    Example: [6] a JSON patch whose test fails changes nothing
      Given StatefulSet web with 1 replica
      When this request is sent:
        """
        PATCH statefulsets/web as json-patch+json
        - { op: test, path: /spec/replicas, value: 5 }
        - { op: replace, path: /spec/replicas, value: 2 }
        """
      Then the API server rejected the request with 422 Invalid
      And no Pods were created
      And nothing else changed

  @SS-ECO-002
  Rule: A deletion of a collection MUST mean the deletion of each set of it

    @needs-gc
    Example: [7] the labelled set goes with its Pods, the other stays
      Given StatefulSet web with 1 replica
      And StatefulSet db with 2 replicas and:
        """
        selector: { matchLabels: { app: db } }
        template: { metadata: { labels: { app: db } } }
        """
      And StatefulSet db is patched with:
        """
        metadata: { labels: { tier: data } }
        """
      When this request is sent:
        """
        DELETE statefulsets?labelSelector=tier%3Ddata
        propagationPolicy: Background
        """
      Then only Pod web-0 exists
      And Pod web-0 is the same as before

    @needs-gc
    Example: [8] a collection that is deleted with propagation Orphan leaves all Pods
      Given StatefulSet web with 1 replica
      And StatefulSet db with 1 replica and:
        """
        selector: { matchLabels: { app: db } }
        template: { metadata: { labels: { app: db } } }
        """
      When this request is sent:
        """
        DELETE statefulsets
        propagationPolicy: Orphan
        """
      Then no StatefulSets exist
      And Pods web-0 and db-0 are the same as before
      And Pod db-0 is owned by nobody
