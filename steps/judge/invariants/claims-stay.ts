import type { KubeObject } from '../../client/index.ts'
import type { Change } from '../../observe/changes.ts'
import { ordinalOf } from '../../observe/facts/pods.ts'
import { type Seen, seenOf } from '../../observe/trace.ts'
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

export const claimsStayUnderEveryPolicy: Invariant = {
  guarantee: 'SS-PVC-007',
  sentence: 'no retention policy costs a Pod in range its claim while the set stays',
  breaches: (history) => deletedClaims(history, 'in range under Delete'),
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

type Situation = 'in range' | 'in range under Delete' | 'surplus' | 'set deleted' | 'of no template'

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

/** The situation in which the claim was deleted; undefined where a policy allows the deletion. */
function situationOf(history: History, claim: Change): Situation | undefined {
  const sets = [...setsOf(history).values()].filter(([first]) => first && isClaimOf(claim.name, first.object))
  if (sets.length === 0) return 'of no template'
  const interval = intervalAt(history, claim.seq)
  const isGoing = goingBefore(history, interval.to)
  if (sets.some((seen) => mayDelete(followed(history, seen, claim), claim, isGoing(seen)))) return undefined
  const staying = sets.filter((seen) => !isGoing(seen))
  if (staying.length === 0) return 'set deleted'
  const versions = staying.flatMap((seen) => versionsWithin(seen, interval))
  const surplus = versions.some((version) => !isInRange(ordinalOf(claim.name) ?? -1, version))
  if (surplus) return 'surplus'
  return versions.some((version) => Object.values(policyOf(version)).includes('Delete'))
    ? 'in range under Delete'
    : 'in range'
}

/** Whether a set was deleted, or its deletion asked for, before `to`. */
const goingBefore =
  ({ header, trace }: History, to: number) =>
  (seen: readonly Seen[]): boolean => {
    const set = { resource: header.kind.plural, name: seen[0]?.object.metadata.name ?? '' }
    return (
      isDeletedBySuite(trace, set, to, seen[0]?.seq) ||
      seen.some(
        ({ type, object, seq }) => seq < to && (type === 'DELETED' || object.metadata.deletionTimestamp !== undefined),
      )
    )
  }

/** The versions of a set that its controller may have followed since the claim came: what it has marked then goes later. */
function followed(history: History, seen: readonly Seen[], { seq, object }: Change): KubeObject[] {
  const born =
    seenOf(history.trace, CLAIMS).find((entry) => entry.object.metadata.uid === object.metadata.uid)?.seq ?? 0
  return versionsWithin(seen, { from: intervalAt(history, born).from, to: intervalAt(history, seq).to })
}

const isClaimOf = (claim: string, set: KubeObject): boolean =>
  claimTemplatesOf(set).some(
    (template) => claim.replace(/\d+$/, '') === `${template}-${set.metadata.name}-` && ordinalOf(claim) !== undefined,
  )

interface Policy {
  readonly whenDeleted?: string
  readonly whenScaled?: string
}

const policyOf = ({ spec = {} }: KubeObject): Policy =>
  (spec as { readonly persistentVolumeClaimRetentionPolicy?: Policy }).persistentVolumeClaimRetentionPolicy ?? {}

/** whenDeleted is about a set that goes, whenScaled about ordinals out of range. */
const mayDelete = (versions: readonly KubeObject[], { name }: Change, isGoing: boolean): boolean =>
  versions.some((version) => {
    const { whenDeleted, whenScaled } = policyOf(version)
    const isSurplus = !isInRange(ordinalOf(name) ?? -1, version)
    return (whenDeleted === 'Delete' && isGoing) || (whenScaled === 'Delete' && isSurplus)
  })
