import type { KubeObject } from '../client/index.ts'
import { wasRefused } from '../observe/facts/events.ts'
import { isHealthy, ordinalOf, rangeOf, setNameOf } from '../observe/facts/pods.ts'
import { objectsOf } from './states.ts'
import type { Breach, Moment } from './verdict.ts'

/** An action that the controller owes to the state that the Givens ask for, and the guarantee that it is owed to. */
export interface Omission extends Breach {
  readonly guarantee: string
}

/**
 * The actions that the controller has omitted at the end of the Givens, so that the When can't be staged: a Pod in range that
 * nothing delays, or the claim of a Pod. A Pod that exists and does not run is not the controller's omission; nor
 * is one whose creation was refused.
 */
export function omitted(moment: Moment): Omission | undefined {
  if (wasRefused(moment.trace, moment.header.kind.plural) || isLimited(moment)) return undefined
  for (const set of objectsOf(moment, moment.header.kind.plural)) {
    if (set.metadata.deletionTimestamp) continue
    const omission = missingPod(moment, set) ?? missingClaim(moment, set)
    if (omission) return omission
  }
  return undefined
}

/**
 * What a Then waits for in vain because the controller has not made it at all: a Pod in range that was never there
 * although every other one is healthy, or the claim of a Pod. Of a set of several Pods none of which was made, the Rule of
 * the example may say why.
 */
export function neverMade(moment: Moment): Omission | undefined {
  const omission = omitted(moment)
  const { resource, name } = omission?.cause ?? {}
  const isLost = moment.trace.entries.some(
    (entry) => entry.kind === 'seen' && entry.resource === resource && entry.object.metadata.name === name,
  )
  if (!omission || isLost) return undefined
  return resource !== 'pods' || isBegun(moment, omission) ? omission : undefined
}

function isBegun(moment: Moment, { expected }: Omission): boolean {
  const pods = objectsOf(moment, 'pods')
  return pods.every(isHealthy) && (pods.length > 0 || (expected as string[]).length === 1)
}

/** What the scenario does may refuse what is missing, by a quota or by order; the controller's event about it may come late. */
const isLimited = ({ trace }: Moment): boolean =>
  trace.entries.some((entry) => entry.kind === 'action' && REFUSING.has(`${entry.verb} ${entry.resource}`))

const REFUSING = new Set(['create resourcequotas', 'order refusals'])

function missingPod(moment: Moment, set: KubeObject): Omission | undefined {
  const { metadata, spec = {} } = set
  const { start, end } = rangeOf(set)
  const names = Array.from({ length: end - start }, (_, index) => `${metadata.name}-${start + index}`)
  const pods = new Map(podsOf(moment, metadata.name).map((pod) => [pod.metadata.name, pod]))
  const missing = names.find((name) => !pods.has(name))
  if (missing === undefined || [...pods.values()].some((pod) => pod.metadata.deletionTimestamp)) return undefined
  const parallel = spec['podManagementPolicy'] === 'Parallel'
  // Availability takes time that no Given waits for.
  const ready = (pod: KubeObject) => isHealthy(pod) && !spec['minReadySeconds']
  if (!parallel && ![...pods.values()].every(ready)) return undefined
  return {
    guarantee: start === 0 ? 'SS-IDN-002' : 'SS-IDN-015',
    because: `Pod ${missing} was never created`,
    expected: names,
    seen: [...pods.keys()],
    at: moment.trace.entries.length,
    cause: { verb: 'omit', resource: 'pods', name: missing },
  }
}

function missingClaim(moment: Moment, { metadata, spec = {} }: KubeObject): Omission | undefined {
  const templates = (spec['volumeClaimTemplates'] ?? []) as { metadata: { name: string } }[]
  const claims = objectsOf(moment, 'persistentvolumeclaims').map((claim) => claim.metadata.name)
  const expected = podsOf(moment, metadata.name)
    .filter((pod) => pod.metadata.ownerReferences?.some(({ uid, controller }) => controller && uid === metadata.uid))
    .flatMap((pod) => templates.map((template) => `${template.metadata.name}-${pod.metadata.name}`))
  const missing = expected.find((name) => !claims.includes(name))
  if (missing === undefined) return undefined
  return {
    guarantee: 'SS-STO-001',
    because: `claim ${missing} was never created`,
    expected,
    seen: claims,
    at: moment.trace.entries.length,
    cause: { verb: 'omit', resource: 'persistentvolumeclaims', name: missing },
  }
}

const podsOf = (moment: Moment, set: string): KubeObject[] =>
  objectsOf(moment, 'pods').filter(({ metadata: { name } }) => ordinalOf(name) !== undefined && setNameOf(name) === set)
