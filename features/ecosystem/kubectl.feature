@ECO @needs-kubectl
Feature: kubectl get and delete
  The columns of a set are the API server's, the cascade is the garbage collector's; kubectl asks for both.

  @SS-ECO-007
  Rule: A call of kubectl get MUST show how many Pods of those wanted are ready, and the age

    Example: [1] a set that is whole
      Given StatefulSet web with 3 replicas
      When kubectl is run with "get statefulset web"
      Then kubectl succeeded and printed:
        """
        NAME READY AGE
        web 3/3 <age>
        """
      And nothing else changed

    Example: [2] a set of which Pods are unready or missing
      Given Pod web-1 will not become ready
      And StatefulSet web with 4 replicas
      When kubectl is run with "get statefulset web"
      Then kubectl succeeded and printed:
        """
        NAME READY AGE
        web 1/4 <age>
        """
      And nothing else changed

    Example: [3] a set that is scaled to zero
      Given StatefulSet web with 0 replicas
      When kubectl is run with "get statefulset web"
      Then kubectl succeeded and printed:
        """
        NAME READY AGE
        web 0/0 <age>
        """
      And nothing else changed

    Example: [4] the wide columns name containers and images
      Given StatefulSet web with 1 replica
      When kubectl is run with "get statefulset web -o wide"
      Then kubectl succeeded and printed:
        """
        NAME READY AGE CONTAINERS IMAGES
        web 1/1 <age> main <image>
        """
      And nothing else changed

  @SS-ECO-008 @needs-gc
  Rule: A call of kubectl delete MUST cascade unless it is told otherwise

    Example: [5] the Pods go with the set by default
      Given StatefulSet web with 2 replicas
      When kubectl is run with "delete statefulset web"
      Then no StatefulSets exist
      And no Pods exist

    Example: [6] the set goes after its Pods with --cascade=foreground
      Given StatefulSet web with 2 replicas
      When kubectl is run with "delete statefulset web --cascade=foreground"
      Then no StatefulSets exist
      And no Pods exist

    @needs-default-class
    Example: [7] claims stay
      Given every StatefulSet has claim template data
      And StatefulSet web with 1 replica
      When kubectl is run with "delete statefulset web"
      Then no Pods exist
      And claim data-web-0 is the same as before

  @SS-ECO-008 @needs-gc
  Rule: A call of kubectl delete MUST keep the Pods with --cascade=orphan

    Example: [8] the Pods stay, without an owner
      Given StatefulSet web with 2 replicas
      When kubectl is run with "delete statefulset web --cascade=orphan"
      Then no StatefulSets exist
      And Pods web-0 and web-1 are the same as before
      And Pod web-0 is owned by nobody
      And Pod web-1 is owned by nobody

    Example: [9] --cascade=false means the same
      Given StatefulSet web with 1 replica
      When kubectl is run with "delete statefulset web --cascade=false"
      Then no StatefulSets exist
      And Pod web-0 is the same as before
      And Pod web-0 is owned by nobody
