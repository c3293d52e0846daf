@DNS
Feature: Services of a StatefulSet
  Users create the Services. The controller gives its Pods hostname, subdomain and labels, and the cluster does the rest.

  @SS-DNS-003 @needs-endpoints
  Rule: The EndpointSlices of the Service that the Pods' subdomain names MUST give the name of each Pod as its hostname

    Background:
      Given this exists:
        """
        apiVersion: v1
        kind: Service
        metadata: { name: web }
        spec: { clusterIP: None, selector: { app: web } }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: others }
        spec: { clusterIP: None, selector: { app: web } }
        """

    Example: [1] each Pod is listed with its hostname
      When StatefulSet web is created with 2 replicas
      Then the EndpointSlices of Service web list:
        | Pod   | hostname | ready |
        | web-0 | web-0    | true  |
        | web-1 | web-1    | true  |

    Example: [2] an unready Pod keeps its hostname
      Given StatefulSet web with 2 replicas
      When Pod web-1 becomes unready
      Then the EndpointSlices of Service web list:
        | Pod   | hostname | ready |
        | web-0 | web-0    | true  |
        | web-1 | web-1    | false |
      And nothing else changed

    Example: [3] a Service of another name gives no hostnames
      When StatefulSet web is created with 2 replicas
      Then the EndpointSlices of Service others list:
        | Pod   | hostname |
        | web-0 | <absent> |
        | web-1 | <absent> |

  @SS-DNS-009
  Rule: The controller MUST NOT create, change or delete the governing Service

    Example: [4] Pods are created although the Service does not exist
      When StatefulSet web is created with 2 replicas and:
        """
        serviceName: absent
        """
      Then only Pods web-0 and web-1 were created
      And nothing else changed

    Example: [5] the Service stays when the set is deleted
      Given this exists:
        """
        apiVersion: v1
        kind: Service
        metadata: { name: web }
        spec: { clusterIP: None, selector: { app: web } }
        """
      And StatefulSet web with 2 replicas
      When StatefulSet web is deleted
      Then only Pods web-0 and web-1 were deleted
      And Service web has:
        | metadata.ownerReferences | <absent> |
      And nothing else changed

    Example: [6] a Service that comes later changes no Pod
      Given StatefulSet web with 2 replicas
      When this exists:
        """
        apiVersion: v1
        kind: Service
        metadata: { name: web }
        spec: { clusterIP: None, selector: { app: web } }
        """
      Then Pods web-0 and web-1 are the same as before
      And Service web reaches only Pods web-0 and web-1
      And nothing else changed

  @SS-DNS-010
  Rule: A set without serviceName MUST be accepted, and give its Pods a hostname but no subdomain

    Background:
      Given every StatefulSet has:
        """
        serviceName: null
        """

    Example: [7] the Pods have a hostname of their own
      When StatefulSet web is created with 2 replicas
      Then only Pods web-0 and web-1 were created
      And every Pod has:
        | spec.hostname  | <name>   |
        | spec.subdomain | <absent> |
      And nothing else changed

    @needs-dns
    Example: [8] the Pods have no names, not even below a Service that is named like the set
      Given this exists:
        """
        apiVersion: v1
        kind: Service
        metadata: { name: web }
        spec: { clusterIP: None, selector: { app: web } }
        """
      When StatefulSet web is created with 1 replica
      Then DNS name web resolves to Pod web-0
      And DNS name web-0.web resolves to no Pods

  @SS-DNS-013 @needs-endpoints
  Rule: A Service that selects one pod-name label MUST lead to that one Pod, and to its replacement after it

    Background:
      Given this exists:
        """
        apiVersion: v1
        kind: Service
        metadata: { name: one }
        spec:
          ports: [{ port: 80 }]
          selector: { statefulset.kubernetes.io/pod-name: web-1 }
        """

    Example: [9] one Pod of three is reached
      When StatefulSet web is created with 3 replicas
      Then Service one reaches only Pod web-1

    Example: [10] its replacement is reached
      Given StatefulSet web with 3 replicas
      When Pod web-1 is deleted
      Then only Pod web-1 was created
      And the EndpointSlices of Service one list:
        | Pod   | ready |
        | web-1 | true  |
      And nothing else changed

    Example: [11] the Pod of a new template is reached
      Given StatefulSet web with 2 replicas
      When the Pod template of StatefulSet web changes
      Then Pods web-0 and web-1 are new
      And Service one reaches only Pod web-1

  @SS-DNS-014 @needs-dns
  Rule: Only the literal None MUST make a Service headless
    Misconception: a headless Service is made by setting spec.clusterIP to the empty string. Actual behaviour: the empty
    string is the same as no value, and the Service gets an address.

    Example: [12] an empty string gets an address
      Given StatefulSet web with 2 replicas
      When this exists:
        """
        apiVersion: v1
        kind: Service
        metadata: { name: virtual }
        spec:
          clusterIP: ""
          ports: [{ port: 80 }]
          selector: { app: web }
        """
      Then DNS name virtual resolves to Service virtual
      And Service virtual reaches only Pods web-0 and web-1

    Example: [13] None stays None
      Given StatefulSet web with 2 replicas
      When this exists:
        """
        apiVersion: v1
        kind: Service
        metadata: { name: web }
        spec: { clusterIP: None, selector: { app: web } }
        """
      Then Service web has:
        | spec.clusterIP | None |
      And DNS name web resolves to Pods web-0 and web-1
