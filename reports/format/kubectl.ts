import type { ActionEntry } from './trace.ts'

/** An action of the suite as a reader would repeat it: a line of kubectl, or a comment where kubectl has no word for it. */
export function kubectlLine(action: ActionEntry): string {
  if (action.command !== undefined) return `kubectl ${action.command}`
  switch (action.verb) {
    case 'get':
      return `kubectl get ${target(action)} -o yaml`
    case 'create':
      return creation(action)
    case 'update':
      return `kubectl replace${part(action)} -f - <<< ${quoted(action.body)}`
    case 'patch':
      return patch(action)
    case 'delete':
      return deletion(action)
    case 'order':
      return `# ${order(action)}`
  }
}

function creation({ resource, name, subresource, body }: ActionEntry): string {
  if (resource === 'namespaces') return `kubectl create namespace ${name}`
  if (subresource === undefined) return `kubectl create -f - <<< ${quoted(body)}`
  return `# ${resource}/${name}/${subresource} is created: ${JSON.stringify(body)}`
}

function patch({ resource, name, subresource, patchType = 'merge', body }: ActionEntry): string {
  if (subresource === 'scale') return `kubectl scale ${resource} ${name} --replicas=${replicasOf(body)}`
  if (patchType === 'apply') return `kubectl apply --server-side${part({ subresource })} -f - <<< ${quoted(body)}`
  return `kubectl patch ${resource} ${name}${part({ subresource })} --type=${patchType} -p ${quoted(body)}`
}

const part = ({ subresource }: Pick<ActionEntry, 'subresource'>): string =>
  subresource === undefined ? '' : ` --subresource=${subresource}`

const target = ({ resource, name, subresource }: ActionEntry): string =>
  `${resource}${name === '' ? '' : ` ${name}`}${part({ subresource })}`

const replicasOf = (body: unknown): unknown => (body as { spec?: { replicas?: unknown } } | undefined)?.spec?.replicas

function deletion({ resource, name, propagation, body }: ActionEntry): string {
  const cascade = propagation === undefined ? '' : ` --cascade=${propagation.toLowerCase()}`
  const grace = (body as { gracePeriodSeconds?: number } | undefined)?.gracePeriodSeconds
  // kubectl deletes without a grace period only where it is forced to.
  const forced = grace === undefined ? '' : ` --grace-period=${grace}${grace === 0 ? ' --force' : ''}`
  return `kubectl delete ${resource} ${name || '--all'}${cascade}${forced} --wait=false`
}

const outcomes: Record<string, string> = {
  disconnect: 'is disconnected',
  return: 'is connected again',
  restart: 'is restarted',
  stop: 'is stopped',
  start: 'is started',
}

/** Actions on the target; the name of each is in its body, or is its name. */
function order({ resource, name, body }: ActionEntry): string {
  const { order: called = name, pod, seconds } = (body ?? {}) as { order?: string; pod?: string; seconds?: number }
  if (resource === 'clock' && seconds !== undefined) return `${seconds} seconds pass`
  const outcome = outcomes[called]
  if (resource === 'controller' && outcome) return `the controller ${outcome}`
  if (resource === 'nodes' && outcome) return `the node ${pod === undefined ? name : `of ${pod}`} ${outcome}`
  const what = [resource, name].filter(Boolean).join('/')
  return `order to the target: ${what}${body === undefined ? '' : ` ${JSON.stringify(body)}`}`
}

/** JSON as a word of a shell. */
const quoted = (value: unknown = {}): string => `'${JSON.stringify(value).replaceAll("'", "'\\''")}'`
