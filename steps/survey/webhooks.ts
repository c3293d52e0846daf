import { type Resource, resources, type WebhookConfiguration } from '../client/index.ts'
import { RUN_LABEL, SCENARIO_LABEL } from '../labels.ts'
import type { Finding, Question } from './answer.ts'
import { matches } from './selector.ts'

type Webhook = NonNullable<WebhookConfiguration['webhooks']>[number]
type Rule = NonNullable<Webhook['rules']>[number]

/** The labels of our namespaces; the values differ from run to run. */
const ourLabels = { [RUN_LABEL]: 'any', [SCENARIO_LABEL]: 'any', 'kubernetes.io/metadata.name': 'sts-conformance-any' }
const podLabels = { app: 'web' }

const covers = (list: readonly string[] = [], name: string) => list.includes('*') || list.includes(name)
const touches = ({ apiGroups, resources: covered }: Rule, group: string, plural: string) =>
  covers(apiGroups, group) && (covers(covered, plural) || covers(covered, '*/*') || covers(covered, `${plural}/*`))

/** The resources under observation that this webhook may change in our namespaces. */
function reach(webhook: Webhook, kind: Resource): string[] {
  if (!matches(webhook.namespaceSelector, ourLabels)) return []
  const watched = [resources.pods, kind, resources.claims]
  return watched.flatMap(({ group, plural }) => {
    // A selector of objects sees the Pods' labels, which come from the template.
    const selected = plural !== 'pods' || matches(webhook.objectSelector, podLabels)
    return selected && webhook.rules?.some((rule) => touches(rule, group, plural)) ? [plural] : []
  })
}

export const webhooks: Question = {
  what: 'mutating webhooks',
  async ask({ api, kind }) {
    const { items } = await api.list<WebhookConfiguration>(resources.mutatingWebhooks)
    const findings = items.flatMap((configuration): Finding[] =>
      (configuration.webhooks ?? []).flatMap((webhook): Finding[] => {
        const touched = reach(webhook, kind)
        if (touched.length === 0) return []
        const where = `${configuration.metadata.name} (${webhook.name})`
        return [
          {
            severity: 'warning',
            text: `the mutating webhook ${where} may change ${touched.join(', ')} in the suite’s namespaces`,
            remedy: `exempt them: namespaceSelector {matchExpressions: [{key: ${RUN_LABEL}, operator: DoesNotExist}]}`,
          },
        ]
      }),
    )
    const count = items.flatMap(({ webhooks: list }) => list ?? []).length
    return { found: `${count}, of which ${findings.length} reach the suite’s namespaces`, findings }
  },
}
