@STO @needs-default-class
Feature: Adopted Pods without their claims
  Volumes of a Pod cannot be changed once it exists.
  So a Pod that a set adopts without the claims of its ordinal stays as it is until somebody deletes it.

  @SS-STO-016
  Rule: An adopted Pod that lacks its claim volumes MUST block the ordinals that wait for it until it is deleted

    Background:
      Given every StatefulSet has claim template data
      And this exists:
        """
        apiVersion: v1
        kind: Pod
        metadata: { name: web-0, labels: { app: web } }
        spec:
          readinessGates: [{ conditionType: <readiness-gate> }]
          containers: [{ name: main, image: "<image>" }]
        """

    Example: [1] an adopted Pod without its claims stays and blocks the next ordinal
      When StatefulSet web is created with 2 replicas
      Then Pod web-0 is owned by StatefulSet web
      And event FailedUpdate was recorded about StatefulSet web
      And Pod web-0 is the same as before
      And no Pods were deleted
      And no Pods were created

    Example: [2] once deleted, it is replaced by a Pod with its claims, and the rest follows
      Given StatefulSet web with 2 replicas
      When Pod web-0 is deleted
      Then only Pods web-0 and web-1 were created
      And Pod web-0 uses claim data-web-0 as volume data
      And Pod web-1 uses claim data-web-1 as volume data
