import { type Api, ApiError, type KubeObject, type Manifest, resources } from '../client/index.ts'
import { askAgain, every, waits } from '../patience/index.ts'

/** Probes of capabilities that no API shows: each creates objects in the sentinel’s namespace and waits for the controller. */
export function trials(api: Api, namespace: string): Readonly<Record<string, () => Promise<string | undefined>>> {
  return {
    gc: () => collectsGarbage(api, namespace),
    endpoints: () => makesEndpoints(api, namespace),
    disruption: () => keepsBudgets(api, namespace),
  }
}

const manifest = (kind: string, name: string, more: object = {}, metadata: object = {}): Manifest => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, ...metadata },
  ...more,
})

/** The garbage collector deletes an object whose owner is gone. */
async function collectsGarbage(api: Api, namespace: string): Promise<string | undefined> {
  const { configMaps } = resources
  const owner = await api.create<KubeObject>(configMaps, namespace, manifest('ConfigMap', 'owner'))
  const reference = { apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid: owner.metadata.uid }
  await api.create(configMaps, namespace, manifest('ConfigMap', 'owned', {}, { ownerReferences: [reference] }))
  await api.remove({ resource: configMaps, namespace, name: 'owner' })
  const gone = async () =>
    (await api.list<KubeObject>(configMaps, namespace)).items.every(({ metadata }) => metadata.name !== 'owned')
  return (await comes(gone)) ? undefined : 'no garbage collector is at work: an object outlived its owner'
}

/** A Service that selects the sentinel's Pod has slices. */
async function makesEndpoints(api: Api, namespace: string): Promise<string | undefined> {
  const spec = { clusterIP: 'None', selector: { app: 'sentinel' } }
  await api.create(resources.services, namespace, manifest('Service', 'sentinel', { spec }))
  const there = async () => (await api.list(resources.endpointSlices, namespace)).items.length > 0
  return (await comes(there)) ? undefined : 'nobody makes EndpointSlices: a Service with a selector got none'
}

/** A budget has a status. */
async function keepsBudgets(api: Api, namespace: string): Promise<string | undefined> {
  const { disruptionBudgets } = resources
  const spec = { maxUnavailable: 1, selector: { matchLabels: { app: 'sentinel' } } }
  const budget = { ...manifest('PodDisruptionBudget', 'sentinel', { spec }), apiVersion: 'policy/v1' }
  await api.create(disruptionBudgets, namespace, budget)
  const known = async () =>
    (await api.list<KubeObject>(disruptionBudgets, namespace)).items.some(
      ({ status }) => status?.['observedGeneration'],
    )
  return (await comes(known)) ? undefined : 'nobody keeps the status of PodDisruptionBudgets: one has none'
}

async function comes(asked: () => Promise<boolean>): Promise<boolean> {
  const question = async () => ((await asked()) ? true : undefined)
  const wait = { what: 'the cluster’s own controllers act', every: every.watch, atMost: waits.clusterActs.ms }
  return askAgain(question, wait).catch((error: Error) => {
    if (error.cause instanceof ApiError) throw error.cause
    return false
  })
}
