import type { KubeObject } from '../../client/index.ts'
import type { Change } from '../../observe/changes.ts'
import { ordinalOf } from '../../observe/facts/pods.ts'
import type { Seen } from '../../observe/trace.ts'
import type { Breach } from '../verdict.ts'
import { changesOf } from './all-changes.ts'
import type { History, Invariant } from './invariant.ts'
import { claimTemplatesOf, intervalAt, isInRange, setsOf, versionsWithin } from './sets.ts'
import { isDeletedBySuite } from './suite.ts'

const CLAIMS = 'persistentvolumeclaims'

export const claimsStay: Invariant = {
  guarantee: 'SS-STO-006',
  sentence: 'the claim of a Pod in range is not deleted',
  breaches: (history) => deletedClaims(history, 'in range'),
}

export const claimsStayOnScaleDown: Invariant = {
  guarantee: 'SS-STO-008',
  sentence: 'scaling down deletes no claim where the retention policy is Retain',
  breaches: (history) => deletedClaims(history, 'surplus'),
}

export const claimsStayOnDeletion: Invariant = {
  guarantee: 'SS-STO-009',
  sentence: 'deleting the set deletes no claim where the retention policy is Retain',
  breaches: (history) => deletedClaims(history, 'set deleted'),
}

export const otherClaimsStay: Invariant = {
  guarantee: 'SS-STO-014',
  sentence: 'a claim that belongs to no claim template is not deleted',
  breaches: (history) => deletedClaims(history, 'of no template'),
}

type Situation = 'in range' | 'surplus' | 'set deleted' | 'of no template'

const deletedClaims = (history: History, situation: Situation): Breach[] =>
  changesOf(history, CLAIMS)
    .filter((change) => change.what === 'deleted' && situationOf(history, change) === situation)
    .filter(({ name, seq }) => !isDeletedBySuite(history.trace, { resource: CLAIMS, name }, seq))
    .map(({ name, seq }) => ({
      because: `claim ${name} was deleted`,
      expected: `claim ${name} stays`,
      seen: 'deleted',
      at: seq,
      cause: { verb: 'delete', resource: CLAIMS, name },
    }))

/** The entry at which the claim was deleted; undefined where a policy allows the deletion. */
function situationOf(history: History, { name, seq }: Change): Situation | undefined {
  const sets = [...setsOf(history).values()].filter(([first]) => first && isClaimOf(name, first.object))
  if (sets.length === 0) return 'of no template'
  if (sets.some((seen) => seen.some(({ object }) => mayDelete(object)))) return undefined
  const interval = intervalAt(history, seq)
  const isGoing = ({ type, object }: Seen) => type === 'DELETED' || object.metadata.deletionTimestamp !== undefined
  const staying = sets.filter((seen) => {
    const set = { resource: history.header.kind.plural, name: seen[0]?.object.metadata.name ?? '' }
    const asked = isDeletedBySuite(history.trace, set, interval.to, seen[0]?.seq)
    return !asked && !seen.some((entry) => isGoing(entry) && entry.seq < interval.to)
  })
  if (staying.length === 0) return 'set deleted'
  const versions = staying.flatMap((seen) => versionsWithin(seen, interval))
  const surplus = versions.some((version) => !isInRange(ordinalOf(name) ?? -1, version))
  return surplus ? 'surplus' : 'in range'
}

const isClaimOf = (claim: string, set: KubeObject): boolean =>
  claimTemplatesOf(set).some(
    (template) => claim.replace(/\d+$/, '') === `${template}-${set.metadata.name}-` && ordinalOf(claim) !== undefined,
  )

interface Retaining {
  readonly persistentVolumeClaimRetentionPolicy?: { readonly whenDeleted?: string; readonly whenScaled?: string }
}

function mayDelete({ spec = {} }: KubeObject): boolean {
  const { whenDeleted, whenScaled } = (spec as Retaining).persistentVolumeClaimRetentionPolicy ?? {}
  return whenDeleted === 'Delete' || whenScaled === 'Delete'
}
