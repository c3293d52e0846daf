@ECO @needs-kubectl
Feature: kubectl rollout
  What kubectl says of a rollout it reads from the status of the set; what it changes is the template, like anybody else.

  @SS-ECO-005
  Rule: A call of kubectl rollout status MUST wait until the Pods from the partition upwards are updated and ready

    Example: [1] a set that is whole
      Given StatefulSet web with 3 replicas
      When kubectl is run with "rollout status statefulset web"
      Then kubectl succeeded and printed:
        """
        partitioned roll out complete: 3 new pods have been updated...
        """
      And nothing else changed

    Example: [2] it waits for the Pods to be ready
      Given Pod web-1 will not become ready
      And StatefulSet web with 3 replicas
      When kubectl is run with "rollout status statefulset web --watch=false"
      Then kubectl succeeded and printed:
        """
        Waiting for 2 pods to be ready...
        """
      And nothing else changed

    Example: [3] it waits for the Pods to be updated, and ends with the rollout
      Given StatefulSet web with 2 replicas
      When the Pod template of StatefulSet web changes
      And kubectl is run with "rollout status statefulset web --timeout=60s"
      And kubectl is run with "rollout status statefulset web --watch=false"
      Then kubectl succeeded and printed:
        """
        partitioned roll out complete: 2 new pods have been updated...
        """
      And only Pods web-1 to web-0 were deleted
      And only Pods web-1 to web-0 were created
      And nothing else changed

    Example: [4] with a partition it asks for no more Pods than are to be updated
      Given StatefulSet web with 3 replicas and:
        """
        updateStrategy: { type: RollingUpdate, rollingUpdate: { partition: 2 } }
        """
      And the Pod template of StatefulSet web changes
      When kubectl is run with "rollout status statefulset web"
      Then kubectl succeeded and printed:
        """
        partitioned roll out complete: 1 new pods have been updated...
        """
      And nothing else changed

    Example: [5] without a stored partition it compares the revisions
      Given StatefulSet web with 2 replicas and:
        """
        updateStrategy: { type: RollingUpdate }
        """
      When kubectl is run with "rollout status statefulset web"
      Then kubectl succeeded and printed:
        """
        statefulset rolling update complete 2 pods at revision <revision>...
        """
      And nothing else changed

    Example: [6] a partition above the replicas keeps nobody waiting
      Given StatefulSet web with 2 replicas and:
        """
        updateStrategy: { type: RollingUpdate, rollingUpdate: { partition: 9 } }
        """
      And the Pod template of StatefulSet web changes
      When kubectl is run with "rollout status statefulset web"
      Then kubectl succeeded and printed:
        """
        partitioned roll out complete: 0 new pods have been updated...
        """
      And nothing else changed

    @needs-controller-restart
    Example: [7] it waits for a controller that has not seen the change
      Given StatefulSet web with 2 replicas
      When the controller is stopped
      And StatefulSet web is scaled to 3
      And kubectl is run with "rollout status statefulset web --watch=false"
      And the controller is started
      Then kubectl succeeded and printed:
        """
        Waiting for statefulset spec update to be observed...
        """
      And only Pod web-2 was created
      And nothing else changed

    Example: [8] of a set with OnDelete there is no status to wait for
      Given StatefulSet web with 1 replica and:
        """
        updateStrategy: { type: OnDelete }
        """
      When kubectl is run with "rollout status statefulset web"
      Then kubectl failed and printed:
        """
        error: rollout status is only available for RollingUpdate strategy type
        """
      And nothing else changed

  @SS-ECO-006
  Rule: A call of kubectl rollout history MUST list the revisions of the set by their numbers

    Example: [9] two revisions
      Given StatefulSet web with 1 replica
      And the Pod template of StatefulSet web changes to b
      When kubectl is run with "rollout history statefulset web"
      Then kubectl succeeded and printed:
        """
        statefulset.apps/web
        REVISION CHANGE-CAUSE
        1 <none>
        2 <none>
        """
      And nothing else changed

    Example: [10] a revision to which the set has returned has a new number
      Given StatefulSet web with 1 replica
      And the Pod template of StatefulSet web changes to b
      And kubectl is run with "rollout undo statefulset web"
      When kubectl is run with "rollout history statefulset web"
      Then kubectl succeeded and printed:
        """
        statefulset.apps/web
        REVISION CHANGE-CAUSE
        2 <none>
        3 <none>
        """
      And nothing else changed

  @SS-ECO-006
  Rule: A call of kubectl rollout undo MUST write an earlier template into the spec, which then rolls out like any other

    Example: [11] back to the revision before
      Given StatefulSet web with 2 replicas
      And the Pod template of StatefulSet web changes to a
      And the Pod template of StatefulSet web changes to b
      When kubectl is run with "rollout undo statefulset web"
      Then StatefulSet web has:
        | spec.template.metadata.annotations.version | a |
      And only Pods web-1 to web-0 were deleted
      And only Pods web-1 to web-0 were created

    Example: [12] to the revision of a number
      Given StatefulSet web with 1 replica
      And the Pod template of StatefulSet web changes to b
      And the Pod template of StatefulSet web changes to c
      When kubectl is run with "rollout undo statefulset web --to-revision=1"
      Then StatefulSet web has:
        | spec.template.metadata.annotations.version | <absent> |
      And Pod web-0 is new

    Example: [13] with OnDelete nothing but the spec changes
      Given StatefulSet web with 1 replica and:
        """
        updateStrategy: { type: OnDelete }
        """
      And the Pod template of StatefulSet web changes to b
      When kubectl is run with "rollout undo statefulset web"
      Then StatefulSet web has:
        | spec.template.metadata.annotations.version | <absent> |
      And no Pods were deleted
      And nothing else changed

    Example: [14] to a revision that there is not
      Given StatefulSet web with 1 replica
      When kubectl is run with "rollout undo statefulset web --to-revision=9"
      Then kubectl failed and printed:
        """
        error: unable to find specified revision 9 in history
        """
      And nothing else changed

    Example: [15] to the present revision
      Given StatefulSet web with 1 replica
      When kubectl is run with "rollout undo statefulset web --to-revision=1"
      Then kubectl succeeded and printed:
        """
        statefulset.apps/web skipped rollback (current template already matches revision 1)
        """
      And no Pods were deleted
      And nothing else changed

  @SS-ECO-006
  Rule: A call of kubectl rollout restart MUST replace all Pods by the usual rules

    Example: [16] a restart is a rolling update
      Given StatefulSet web with 2 replicas
      When kubectl is run with "rollout restart statefulset web"
      Then kubectl succeeded and printed:
        """
        statefulset.apps/web restarted
        """
      And only Pods web-1 to web-0 were deleted
      And only Pods web-1 to web-0 were created
      And nothing else changed

    Example: [17] a restart heeds the partition
      Given StatefulSet web with 2 replicas and:
        """
        updateStrategy: { type: RollingUpdate, rollingUpdate: { partition: 1 } }
        """
      When kubectl is run with "rollout restart statefulset web"
      Then only Pod web-1 was deleted
      And only Pod web-1 was created
      And nothing else changed

    Example: [18] a rollout of a set cannot be paused
      Given StatefulSet web with 1 replica
      When kubectl is run with "rollout pause statefulset web"
      Then kubectl failed and printed:
        """
        error: statefulsets.apps "web" pausing is not supported
        """
      And nothing else changed
