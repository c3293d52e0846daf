import type { KubeObject } from '../../client/index.ts'
import type { Named } from '../expectation.ts'
import { kept, ofObject, pending, pluralOf, whether } from '../states.ts'
import type { ExpectationState, Moment } from '../verdict.ts'
import { podsThatWere } from './order.ts'

/** Whether an object has exactly the owners of a sentence: `web`, `Pod web-1`, `a former StatefulSet web`, `web beside ConfigMap keeper`. */
export function ownedBy(moment: Moment, named: Named, owners: string): ExpectationState {
  return ofObject(moment, named, (object) => {
    const [expected, seen] = [ownersIn(owners, moment), ownersOf(object, moment)]
    const resource = pluralOf(named.what, moment)
    const cause = { verb: 'change' as const, resource, name: named.name, field: 'ownerReferences' }
    return whether(seen.join() === expected.join(), `${named.name} has other owners`, { expected, seen, cause })
  })
}

/** Whether an object had exactly these owners when a Pod was deleted; needs one store behind both. */
export function ownedAtDeletion(moment: Moment, named: Named, owners: string, pod: string): ExpectationState {
  const deletion = podsThatWere('deleted', moment).find(({ name }) => name === pod)
  if (!deletion) return pending(`${pod} was not deleted`, { cause: { verb: 'omit', resource: 'pods', name: pod } })
  const version = BigInt(deletion.object.metadata.resourceVersion)
  const before = versionsOf(moment, named).findLast(({ metadata }) => BigInt(metadata.resourceVersion) < version)
  const [expected, seen] = [ownersIn(owners, moment), before ? ownersOf(before, moment, version) : []]
  if (seen.join() === expected.join()) return kept
  const cause = { verb: 'delete' as const, resource: 'pods', name: pod }
  // Each resource has a watch of its own: what came before the deletion may be delivered after it.
  return pending(`${named.name} had other owners when ${pod} was deleted`, { expected, seen, cause })
}

const versionsOf = (moment: Moment, named: Named): KubeObject[] =>
  moment.trace.entries.flatMap((entry) => {
    if (entry.kind !== 'seen' || entry.type === 'DELETED' || entry.resource !== pluralOf(named.what, moment)) return []
    return entry.object.metadata.name === named.name ? [entry.object] : []
  })

/** The owners of a sentence, as `ownersOf` describes them. */
function ownersIn(text: string, { header }: Moment): string[] {
  if (text === 'nobody') return []
  return text.split(' beside ').map((owner, index) => {
    const [, former = '', what = 'StatefulSet', name = ''] = /^(a former )?(?:(\w+) )?(\S+)$/.exec(owner) ?? []
    const kind = what === 'StatefulSet' ? header.kind.kind : what
    return described({ former: former !== '', kind, name }, index === 0)
  })
}

/** The owners of an object, the controlling one first. */
function ownersOf({ metadata }: KubeObject, moment: Moment, version?: bigint): string[] {
  const { ownerReferences = [] } = metadata
  return ownerReferences
    .toSorted((a, b) => Number(b.controller ?? false) - Number(a.controller ?? false))
    .map(({ kind, name, uid, controller = false, blockOwnerDeletion = false }) => {
      const former = isFormer(moment, { kind, name, uid }, version)
      // What a set or a Pod controls holds up its deletion; the references of others are theirs.
      const lacks = controller && kind !== 'ConfigMap' && !former && !blockOwnerDeletion
      return `${described({ former, kind, name }, controller)}${lacks ? ', which does not block its deletion' : ''}`
    })
}

const described = (
  { former, kind, name }: { readonly former: boolean; readonly kind: string; readonly name: string },
  controls: boolean,
): string => `${former ? 'a former ' : ''}${kind} ${name}${controls ? ' controls' : ' owns'} it`

/** True if the owner is not the object that bears its name, or bore it last; of kinds that are not observed nothing is known. */
function isFormer(
  { trace, header }: Moment,
  { kind, name, uid }: { kind: string; name: string; uid: string },
  version?: bigint,
): boolean {
  if (kind === 'ConfigMap') return false
  const plural = kind === 'Pod' ? 'pods' : header.kind.plural
  const last = trace.entries.findLast(
    (entry) =>
      entry.kind === 'seen' &&
      entry.resource === plural &&
      entry.object.metadata.name === name &&
      (version === undefined || BigInt(entry.object.metadata.resourceVersion) < version),
  )
  return last?.kind !== 'seen' || last.object.metadata.uid !== uid
}
