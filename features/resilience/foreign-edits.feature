@RES
Feature: Foreign edits
  Users, webhooks and other controllers write to live Pods. What is no identity and no owner is theirs: it stays while
  the Pod lives, and goes with it.

  @SS-RES-011
  Rule: A change that others make to a live Pod, its identity and owner apart, MUST neither be undone nor replace the Pod

    Example: [1] labels and annotations of others stay
      Given StatefulSet web with 2 replicas
      When Pod web-1 is patched with:
        """
        metadata: { labels: { role: leader }, annotations: { note: mine } }
        """
      Then Pod web-1 has:
        | metadata.labels.role      | leader |
        | metadata.annotations.note | mine   |
      And Pod web-1 is the same as before
      And nothing else changed

    Example: [2] another image in a live Pod stays, although the template has the old one
      Given StatefulSet web with 2 replicas
      When this request is sent:
        """
        PATCH pods/web-0 as strategic-merge-patch+json
        spec: { activeDeadlineSeconds: 86400, containers: [{ name: main, image: <other-image> }] }
        """
      Then Pod web-0 has:
        | spec.containers[0].image   | <other-image> |
        | spec.activeDeadlineSeconds | 86400         |
      And Pod web-0 is the same as before
      And nothing else changed

    Example: [3] a change of the set does not undo what others wrote
      Given StatefulSet web with 1 replica
      And Pod web-0 is patched with:
        """
        metadata: { labels: { role: leader }, finalizers: [example.com/mine] }
        """
      When StatefulSet web is scaled to 2
      Then Pod web-0 has:
        | metadata.labels.role | leader               |
        | metadata.finalizers  | ["example.com/mine"] |
      And only Pod web-1 was created
      And nothing else changed

    Example: [4] the successor of a changed Pod is made from the template
      Given StatefulSet web with 1 replica
      And Pod web-0 is patched with:
        """
        metadata: { labels: { role: leader } }
        spec: { activeDeadlineSeconds: 86400 }
        """
      When Pod web-0 is deleted
      Then Pod web-0 is new
      And Pod web-0 has:
        | metadata.labels.role       | <absent> |
        | spec.activeDeadlineSeconds | <absent> |
      And only Pod web-0 was created
      And nothing else changed
