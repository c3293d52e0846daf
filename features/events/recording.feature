@EVT
Feature: Events
  What the controller has done and what it could not do, as `kubectl describe` shows it.
  Events about one object are combined once there are many, so these sets are small.

  @SS-EVT-001
  Rule: The creation of a Pod or claim and the deletion of a Pod MUST be told by an event on the set
    A controller whose cache does not show a deletion yet may ask for it again, and says so again.

    Example: [1] each Pod that is created
      When StatefulSet web is created with 2 replicas
      Then only Pods web-0 and web-1 were created
      And only these events were recorded about StatefulSet web:
        | type   | reason           | message | count |
        | Normal | SuccessfulCreate | web-0   | 1     |
        | Normal | SuccessfulCreate | web-1   | 1     |

    @needs-default-class
    Example: [2] each claim that is created
      Given every StatefulSet has claim template data
      When StatefulSet web is created with 1 replica
      Then only claim data-web-0 exists
      And only these events were recorded about StatefulSet web:
        | type   | reason           | message    | count |
        | Normal | SuccessfulCreate | data-web-0 | 1     |
        | Normal | SuccessfulCreate | web-0      | 1     |

    @needs-default-class
    Example: [3] a claim that is there already was not created
      Given every StatefulSet has claim template data
      And StatefulSet web with 1 replica
      When Pod web-0 is deleted
      Then only Pod web-0 was created
      And only these events were recorded about StatefulSet web:
        | type   | reason           | message    | count |
        | Normal | SuccessfulCreate | data-web-0 | 1     |
        | Normal | SuccessfulCreate | web-0      | 2     |

    Example: [4] each Pod that is scaled away
      Given StatefulSet web with 3 replicas
      When StatefulSet web is scaled to 1
      Then only Pods web-2 and web-1 were deleted
      And only these events were recorded about StatefulSet web:
        | type   | reason           | message | count |
        | Normal | SuccessfulCreate | web-0   | 1     |
        | Normal | SuccessfulCreate | web-1   | 1     |
        | Normal | SuccessfulCreate | web-2   | 1     |
        | Normal | SuccessfulDelete | web-2   |       |
        | Normal | SuccessfulDelete | web-1   |       |

    Example: [5] each Pod that an update replaces
      Given StatefulSet web with 1 replica
      When the Pod template of StatefulSet web changes
      Then Pod web-0 is new
      And only these events were recorded about StatefulSet web:
        | type   | reason           | message | count |
        | Normal | SuccessfulDelete | web-0   |       |
        | Normal | SuccessfulCreate | web-0   | 2     |

  @SS-EVT-002
  Rule: Failed creations, deletions and repairs MUST be told by Warning events with the error of the API

    Example: [6] a creation that a quota refuses
      Given this exists:
        """
        {apiVersion: v1, kind: ResourceQuota, metadata: {name: full}, spec: {hard: {pods: "0"}}}
        """
      When StatefulSet web is created with 1 replica
      Then no Pods were created
      And only these events were recorded about StatefulSet web:
        | type    | reason       | message              |
        | Warning | FailedCreate | exceeded quota: full |

    @needs-refusals
    Example: [7] a deletion that is refused
      Given StatefulSet web with 1 replica
      And the API server answers each delete of pods by the controller with 403 Forbidden
      When StatefulSet web is scaled to 0
      Then no Pods were deleted
      And only these events were recorded about StatefulSet web:
        | type    | reason           | message                          | count |
        | Normal  | SuccessfulCreate | web-0                            | 1     |
        | Warning | FailedDelete     | the suite refuses to delete pods |       |

    @needs-refusals
    Example: [8] a repair that is refused
      Given StatefulSet web with 1 replica
      And the API server answers each update of pods by the controller with 403 Forbidden
      When Pod web-0 is patched with:
        """
        metadata: { labels: { statefulset.kubernetes.io/pod-name: other } }
        """
      Then Pod web-0 has:
        | metadata.labels[statefulset.kubernetes.io/pod-name] | other |
      And only these events were recorded about StatefulSet web:
        | type    | reason           | message                          | count |
        | Normal  | SuccessfulCreate | web-0                            | 1     |
        | Warning | FailedUpdate     | the suite refuses to update pods |       |

  @SS-EVT-003
  Rule: A Pod whose name is taken MUST cause no event

    Example: [9] a Pod of nobody with other labels
      Given this exists:
        """
        apiVersion: v1
        kind: Pod
        metadata: { name: web-1 }
        spec: { containers: [{ name: main, image: <image> }] }
        """
      When StatefulSet web is created with 3 replicas
      Then only Pod web-0 was created
      And only these events were recorded about StatefulSet web:
        | type   | reason           | message | count |
        | Normal | SuccessfulCreate | web-0   | 1     |

    Example: [10] a Pod that was let go beside others of a Parallel set
      Given StatefulSet web with 3 replicas and:
        """
        podManagementPolicy: Parallel
        """
      And Pod web-1 is patched with:
        """
        metadata: { labels: { app: other } }
        """
      When Pod web-2 is deleted
      Then only Pod web-2 was created
      And only these events were recorded about StatefulSet web:
        | type   | reason           | message | count |
        | Normal | SuccessfulCreate | web-0   | 1     |
        | Normal | SuccessfulCreate | web-1   | 1     |
        | Normal | SuccessfulCreate | web-2   | 2     |

  @SS-EVT-004
  Rule: The events RecreatingFailedPod and RecreatingTerminatedPod MUST NOT be emitted

    Example: [11] a failed Pod is deleted and created, and no more is told of it
      Given StatefulSet web with 2 replicas
      When Pod web-1 fails
      Then Pod web-1 is new
      And only these events were recorded about StatefulSet web:
        | type   | reason           | message | count |
        | Normal | SuccessfulCreate | web-0   | 1     |
        | Normal | SuccessfulDelete | web-1   |       |
        | Normal | SuccessfulCreate | web-1   | 2     |

    Example: [12] a failed Pod lingers, and no more is told of it
      Given StatefulSet web with 2 replicas
      And deletion of Pod web-1 is held by a finalizer
      And Pod web-1 fails
      When StatefulSet web is patched with:
        """
        metadata: { labels: { touched: again } }
        """
      And the finalizer of Pod web-1 is removed
      Then Pod web-1 is new
      And only these events were recorded about StatefulSet web:
        | type   | reason           | message | count |
        | Normal | SuccessfulCreate | web-0   | 1     |
        | Normal | SuccessfulDelete | web-1   |       |
        | Normal | SuccessfulCreate | web-1   | 2     |
