@RES
Feature: Stuck Pods
  Containers that crash are restarted by the kubelet, a Pending Pod waits for a node. Neither is the set's business,
  however long it takes.

  @SS-RES-006
  Rule: A Pod that is stuck, pending or unready, MUST NOT be deleted or replaced for it

    @needs-clock
    Example: [1] an unready Pod stays for an hour
      Given StatefulSet web with 2 replicas
      And Pod web-1 becomes unready
      When 3600 seconds pass
      Then no Pods were deleted
      And Pod web-1 is the same as before
      And nothing else changed

    @needs-clock
    Example: [2] a Pod that no node takes stays for an hour
      Given StatefulSet web with 2 replicas and:
        """
        podManagementPolicy: Parallel
        template: { spec: { nodeSelector: { <no-node>: "true" } } }
        """
      When 3600 seconds pass
      Then no Pods were deleted
      And only Pods web-0 and web-1 exist
      And nothing else changed

    Example: [3] a Pod that becomes unready stays
      Given StatefulSet web with 3 replicas
      When Pod web-1 becomes unready
      Then no Pods were deleted
      And Pod web-1 is the same as before
      And nothing else changed

    Example: [4] a Pod that was stuck is ready again without a replacement
      Given StatefulSet web with 2 replicas
      And Pod web-0 becomes unready
      When Pod web-0 becomes ready
      Then no Pods were deleted
      And Pod web-0 is the same as before
      And nothing else changed

    Example: [5] a Pod whose container crashes again and again stays
      Given StatefulSet web with 2 replicas
      When this request is sent:
        """
        PATCH pods/web-1/status as strategic-merge-patch+json
        status:
          containerStatuses:
            - name: main
              image: <image>
              imageID: none
              ready: false
              restartCount: 7
              state: { waiting: { reason: CrashLoopBackOff } }
        """
      Then no Pods were deleted
      And Pod web-1 is the same as before
      And nothing else changed
