@AVL
Feature: Minimum ready seconds
  A Pod is available once it has been Ready for minReadySeconds. Nothing happens in the cluster when that time is over:
  the controller has to look by itself.

  @SS-AVL-001
  Rule: The counter availableReplicas MUST count Pods that have been Ready for minReadySeconds, and be present even as 0

    Example: [3] without minReadySeconds a Pod is available as soon as it is ready
      Given Pod web-1 will not become ready
      When StatefulSet web is created with 3 replicas
      Then only Pods web-0 and web-1 were created
      And StatefulSet web reports:
        """
        {replicas: 2, readyReplicas: 1, availableReplicas: 1}
        """
      And nothing else changed

    Example: [4] no Pod is available before its time, and the counter is there
      When StatefulSet web is created with 1 replica and:
        """
        minReadySeconds: 3600
        """
      Then StatefulSet web reports:
        """
        {replicas: 1, readyReplicas: 1}
        """
      And StatefulSet web has:
        | status.availableReplicas | 0 |

    Example: [5] the counter is there without any Pod
      When StatefulSet web is created with 0 replicas
      Then StatefulSet web has:
        | status.availableReplicas | 0 |
      And nothing else changed

    @needs-clock
    Example: [6] the time begins with readiness, however old the Pod is
      Given Pod web-0 will not become ready
      And StatefulSet web with 1 replica and:
        """
        minReadySeconds: 60
        """
      And 3600 seconds pass
      When Pod web-0 becomes ready
      And 50 seconds pass
      Then StatefulSet web reports:
        """
        {readyReplicas: 1, availableReplicas: 0}
        """

    @needs-clock
    Example: [7] each Pod has a time of its own
      Given StatefulSet web with 3 replicas and:
        """
        {podManagementPolicy: Parallel, minReadySeconds: 60}
        """
      And 70 seconds pass
      When Pod web-1 is deleted
      And 50 seconds pass
      Then only Pod web-1 was created
      And StatefulSet web reports:
        """
        {readyReplicas: 3, availableReplicas: 2}
        """

  @SS-AVL-002
  Rule: A Pod that loses readiness and regains it MUST be Ready for the whole of minReadySeconds again

    Example: [8] an available Pod that is unready is not available
      Given StatefulSet web with 2 replicas
      When Pod web-0 becomes unready
      Then StatefulSet web reports:
        """
        {readyReplicas: 1, availableReplicas: 1}
        """
      And nothing else changed

    @needs-clock
    Example: [9] a Pod that was available counts again only after the whole time
      Given StatefulSet web with 1 replica and:
        """
        minReadySeconds: 60
        """
      And 70 seconds pass
      And Pod web-0 becomes unready
      When Pod web-0 becomes ready
      And 50 seconds pass
      Then StatefulSet web reports:
        """
        {readyReplicas: 1, availableReplicas: 0}
        """

    Example: [10] the next Pod waits for the whole time once more
      Given StatefulSet web with 1 replica
      And 2 seconds pass
      And Pod web-0 becomes unready
      And these fields of StatefulSet web are set:
        """
        {replicas: 2, minReadySeconds: 2}
        """
      When Pod web-0 becomes ready
      And 3 seconds pass
      Then only Pod web-1 was created
      And Pod web-0 was ready at least 2 seconds before Pod web-1 was created

  @SS-AVL-003
  Rule: Availability MUST come without an event from outside, when minReadySeconds have passed

    Example: [1] a Pod is available after its time
      Given StatefulSet web with 1 replica and:
        """
        minReadySeconds: 2
        """
      When 3 seconds pass
      Then StatefulSet web reports:
        """
        availableReplicas: 1
        """

    Example: [2] the next Pod is created when the one before is available
      Given Pod web-0 will not become ready
      And StatefulSet web with 2 replicas and:
        """
        minReadySeconds: 2
        """
      When Pod web-0 becomes ready
      And 3 seconds pass
      Then only Pod web-1 was created
      And nothing else changed
