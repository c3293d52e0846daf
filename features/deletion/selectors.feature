@DEL
Feature: Set-based selectors
  A selector may have matchExpressions beside matchLabels, or instead of them. The template's labels must fit it all the
  same, but need not be named by it.

  @SS-DEL-014
  Rule: The matchExpressions of a selector MUST decide about adoption and release as its matchLabels do

    Example: [1] a Pod whose labels fit the expressions is adopted
      Given every StatefulSet has:
        """
        updateStrategy: { type: OnDelete }
        """
      And this exists:
        """
        apiVersion: v1
        kind: Pod
        metadata: { name: web-0, labels: { app: shop } }
        spec: { containers: [{ name: main, image: "<image>" }] }
        """
      When StatefulSet web is created with 1 replica and:
        """
        selector:
          matchLabels: null
          matchExpressions: [{ key: app, operator: In, values: [web, shop] }, { key: old, operator: DoesNotExist }]
        """
      Then Pod web-0 is owned by StatefulSet web
      And Pod web-0 is the same as before
      And no Pods were created

    Example: [2] a Pod that one of the expressions excludes is not adopted
      Given this exists:
        """
        apiVersion: v1
        kind: Pod
        metadata: { name: web-1, labels: { app: web, tier: test } }
        spec: { containers: [{ name: main, image: "<image>" }] }
        """
      When StatefulSet web is created with 2 replicas and:
        """
        selector: { matchExpressions: [{ key: tier, operator: NotIn, values: [test, canary] }] }
        """
      Then Pod web-1 is owned by nobody
      And only Pod web-0 was created
      And nothing else changed

    Example: [3] a Pod that the expressions no longer match is released
      Given StatefulSet web with 2 replicas and:
        """
        selector: { matchExpressions: [{ key: quarantine, operator: DoesNotExist }] }
        """
      When Pod web-0 is patched with:
        """
        metadata: { labels: { quarantine: "true" } }
        """
      Then Pod web-0 is owned by nobody
      And Pod web-0 is the same as before
      And no Pods were deleted
      And nothing else changed

    Example: [4] a released Pod that the expressions match again is adopted again
      Given StatefulSet web with 2 replicas and:
        """
        selector:
          matchLabels: null
          matchExpressions: [{ key: app, operator: Exists }]
        """
      And Pod web-0 is patched with:
        """
        metadata: { labels: { app: null } }
        """
      When Pod web-0 is patched with:
        """
        metadata: { labels: { app: other } }
        """
      Then Pod web-0 is owned by StatefulSet web
      And Pod web-0 is the same as before
      And nothing else changed

    Example: [5] each value of an expression excludes a Pod
      Given this exists:
        """
        apiVersion: v1
        kind: Pod
        metadata: { name: web-1, labels: { app: web, tier: canary } }
        spec: { containers: [{ name: main, image: "<image>" }] }
        """
      When StatefulSet web is created with 2 replicas and:
        """
        selector: { matchExpressions: [{ key: tier, operator: NotIn, values: [test, canary] }] }
        """
      Then Pod web-1 is owned by nobody
      And only Pod web-0 was created
      And nothing else changed
