@IDN
Feature: Start ordinal
  ordinals.start shifts the range of a set away from zero.
  The range may move while the set runs; Pods that stay in it are left alone.

  @SS-IDN-015 @feature-StatefulSetStartOrdinal
  Rule: With ordinals.start = k the set MUST own exactly the ordinals from k to k + replicas - 1, by default k = 0

    @needs-default-class
    Example: [1] Pods and claims are counted from the start
      Given every StatefulSet has claim template data
      When StatefulSet web is created with 4 replicas and:
        """
        ordinals: { start: 4 }
        """
      Then only Pods web-4 to web-7 were created
      And only claims data-web-4 to data-web-7 exist
      And nothing else changed

    Example: [2] an empty ordinals block starts at zero
      When StatefulSet web is created with 2 replicas and:
        """
        ordinals: {}
        """
      Then only Pods web-0 and web-1 were created
      And nothing else changed

    Example: [3] scaling down keeps the lowest ordinals
      Given StatefulSet web with 4 replicas and:
        """
        ordinals: { start: 4 }
        """
      When StatefulSet web is scaled to 1
      Then only Pods web-7 to web-5 were deleted
      And only Pod web-4 exists
      And nothing else changed

    Example: [4] scaling up adds ordinals at the end
      Given StatefulSet web with 1 replica and:
        """
        ordinals: { start: 4 }
        """
      When StatefulSet web is scaled to 3
      Then only Pods web-5 and web-6 were created
      And nothing else changed

    Example: [5] the first Pod is replaced under its own ordinal
      Given StatefulSet web with 2 replicas and:
        """
        ordinals: { start: 4 }
        """
      When Pod web-4 is deleted
      Then only Pod web-4 was created
      And nothing else changed

  @SS-IDN-016 @feature-StatefulSetStartOrdinal
  Rule: When ordinals.start rises, the new high ordinals MUST be created before the Pods below the range are removed

    Example: [6] the range moves up by two
      Given StatefulSet web with 3 replicas
      When these fields of StatefulSet web are set:
        """
        ordinals: { start: 2 }
        """
      Then only Pods web-3 and web-4 were created
      And each Pod was created only after every lower one was ready
      And only Pods web-1 and web-0 were deleted
      And Pod web-4 was ready before Pod web-1 was deleted
      And only Pods web-2 to web-4 exist
      And nothing else changed

    Example: [7] no Pod is removed while a new higher Pod is not ready
      Given Pod web-3 will not become ready
      And StatefulSet web with 3 replicas
      When these fields of StatefulSet web are set:
        """
        ordinals: { start: 2 }
        """
      Then only Pod web-3 was created
      And no Pods were deleted
      And nothing else changed

    Example: [8] the range moves beyond all its Pods
      Given StatefulSet web with 2 replicas
      When these fields of StatefulSet web are set:
        """
        ordinals: { start: 5 }
        """
      Then only Pods web-5 and web-6 were created
      And only Pods web-1 and web-0 were deleted
      And Pod web-6 was ready before Pod web-1 was deleted
      And nothing else changed

  @SS-IDN-017 @feature-StatefulSetStartOrdinal
  Rule: When ordinals.start falls or is removed, low ordinals MUST be created before those above the range are removed

    Example: [9] the ordinals block is removed
      Given StatefulSet web with 3 replicas and:
        """
        ordinals: { start: 2 }
        """
      When these fields of StatefulSet web are set:
        """
        ordinals: null
        """
      Then only Pods web-0 and web-1 were created
      And each Pod was created only after every lower one was ready
      And only Pods web-4 and web-3 were deleted
      And Pod web-1 was ready before Pod web-4 was deleted
      And Pod web-2 is the same as before
      And nothing else changed

    Example: [10] the range moves down by one
      Given StatefulSet web with 2 replicas and:
        """
        ordinals: { start: 4 }
        """
      When these fields of StatefulSet web are set:
        """
        ordinals: { start: 3 }
        """
      Then only Pod web-3 was created
      And only Pod web-5 was deleted
      And Pod web-3 was ready before Pod web-5 was deleted
      And nothing else changed

    Example: [11] no Pod is removed while a new lower Pod is not ready
      Given Pod web-0 will not become ready
      And StatefulSet web with 2 replicas and:
        """
        ordinals: { start: 1 }
        """
      When these fields of StatefulSet web are set:
        """
        ordinals: null
        """
      Then only Pod web-0 was created
      And no Pods were deleted
      And nothing else changed
