import { type KubeObject, pods as podsResource } from '../client/index.ts'
import { pathOf } from '../client/resources.ts'
import { budgetStatus } from '../disruption/budget-status.ts'
import { act } from '../statefulset/act/act.ts'
import type { Mutant } from './mutant.ts'

/** Clusters that count the Pods of a budget wrongly, and controllers that ask a budget. */

export const evictionMutants: readonly Mutant[] = [
  {
    name: 'budget-counts-present',
    sentence: 'Takes the Pods that there are for those that a set should have, where a budget is a percentage.',
    guarantee: 'SS-ECO-004',
    rules: {
      budgetStatus: (budget, pods, input) => budgetStatus(budget, pods, { ...input, scaleOf: () => pods.length }),
    },
  },
  {
    name: 'budget-heeded',
    sentence: 'Evicts Pods where it should delete them.',
    guarantee: 'SS-ECO-004',
    rules: {
      async act(context, actions) {
        for (const action of actions) {
          if (action.kind !== 'delete-pod') await act(context, [action])
          else await evict(context.client, action.pod)
        }
      },
    },
  },
]

function evict(client: Parameters<typeof act>[0]['client'], { metadata }: KubeObject): Promise<unknown> {
  const { name, namespace } = metadata
  const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } }
  return client.request('POST', `${pathOf(podsResource, namespace, name)}/eviction`, body)
}
