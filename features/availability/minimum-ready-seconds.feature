@AVL
Feature: Minimum ready seconds
  A Pod is available once it has been Ready for minReadySeconds. Nothing happens in the cluster when that time is over:
  the controller has to look by itself.

  @SS-AVL-003
  Rule: Availability MUST come without an event from outside, when minReadySeconds have passed

    Example: [1] a Pod is available after its time
      Given StatefulSet web with 1 replica and:
        """
        minReadySeconds: 5
        """
      When 6 seconds pass
      Then StatefulSet web reports:
        """
        availableReplicas: 1
        """

    Example: [2] the next Pod is created when the one before is available
      Given StatefulSet web with 2 replicas and:
        """
        minReadySeconds: 5
        """
      When 6 seconds pass
      Then only Pod web-1 was created
      And nothing else changed
