import type { Cause, Judgement, Violation } from './verdict.ts'

type Attributed = Pick<Extract<Judgement, { outcome: 'broken' }>, 'violations' | 'notJudged'>

/**
 * Tells each cause once. What an invariant says, and an action that the starting state lacks, is always charged: both
 * name their own guarantee. So does an action that is still omitted when a Then is judged, unless one of them is the reason.
 * A Then that breaks by the same action, or for want of something after it, only follows: its Rule is not judged. A change that nobody spoke of is charged unless one of these has spoken of the same object; a
 * controller that does not come to rest is charged for that only where nothing else is.
 */
export function attribute(given: readonly Violation[], ofRule: readonly string[]): Attributed {
  const dragged = draggedAlong(given)
  const all = given.filter((each) => !dragged.has(each))
  const from = (...sources: Violation['source'][]) => all.filter(({ source }) => sources.includes(source))
  const proven = from('invariant', 'starting state').filter((each) => !isGeneral(each))
  const omitted = from('omission').filter((each) => !proven.some((root) => root.at <= each.at && upsets(root)))
  const certain = [...proven, ...omitted].toSorted((a, b) => a.at - b.at)
  const needless = all.filter((each) => each.source === 'invariant' && isGeneral(each))
  const changed = all
    .filter(isGeneral)
    .filter((each) => !certain.some((root) => hasLedTo(root, each)))
    .filter((each) => each.source === 'invariant' || !needless.some((root) => hasLedTo(root, each)))
    .filter((each, _, others) => !others.some((root) => root.at < each.at && hasLedTo(root, each)))
  const thens = from('then').filter((each) => !rootOf(each, certain, changed))
  const unspoken = changed.filter((each) => !thens.some((root) => hasLedTo(root, each) || isOneMore(root, each)))
  const found = [...certain, ...thens, ...unspoken]
  const direct = firstOfEach(found.length > 0 ? found : from('rest'))
  const broken = new Set(direct.map(({ guarantee }) => guarantee))
  const because = new Map([...dragged].map(([each, root]) => [each.guarantee, root.guarantee]))
  for (const each of from('then')) {
    const root = rootOf(each, certain, unspoken)
    if (root) because.set(each.guarantee, because.get(each.guarantee) ?? root.guarantee)
  }
  // An example in which something else broke has not shown its Rule as it should be.
  const [incomplete] = direct.filter(({ source }) => INCOMPLETE.includes(source))
  return {
    violations: direct,
    notJudged: ofRule.flatMap((guarantee) => {
      const root = because.get(guarantee) ?? incomplete?.guarantee
      return root === undefined || broken.has(guarantee) ? [] : [{ guarantee, because: root }]
    }),
  }
}

/**
 * What cannot be judged because of a violation that is charged, and that violation. A rule about a Pod or its claim
 * finds them by the ordinal in their names: where a Pod of a set has a name that no ordinal has, it finds others, or
 * none. A status that is behind the generation says nothing about the present spec.
 */
function draggedAlong(all: readonly Violation[]): Map<Violation, Violation> {
  const misnamed = all.find(({ guarantee }) => guarantee === MISNAMED)
  const rootFor = (each: Violation) =>
    misnamed && misnamed.at <= each.at && isByOrdinal(each)
      ? misnamed
      : all.find((root) => root.guarantee === STALE && root.guarantee !== each.guarantee && isOfOneStatus(root, each))
  return new Map(
    all.flatMap((each): [Violation, Violation][] => {
      const root = rootFor(each)
      return root ? [[each, root]] : []
    }),
  )
}

const MISNAMED = 'SS-IDN-001'
const STALE = 'SS-STA-001'
/** Two Pods of one identity are two by whatever name. */
const NOT_UNIQUE = 'SS-IDN-019'

/** A count in a status is one of ordinals. */
const isByOrdinal = ({ guarantee, cause }: Violation): boolean =>
  ![MISNAMED, NOT_UNIQUE].includes(guarantee) &&
  (!cause || cause.verb === 'report' || ['pods', 'persistentvolumeclaims'].includes(cause.resource))

/** The same status at the same moment of rest. */
const isOfOneStatus = (a: Violation, b: Violation): boolean =>
  b.cause?.verb === 'report' && a.at === b.at && a.cause?.name === b.cause.name

/** What keeps an example from showing its Rule as it should be. */
const INCOMPLETE: Violation['source'][] = ['nothing else changed', 'starting state', 'rest']

/**
 * Rows that say of every deletion of a Pod that it had no reason at all. Like a change that nobody spoke of they know no
 * Rule, and yield to whatever is about just this deletion.
 */
const GENERAL = ['SS-UPD-005', 'SS-UPD-007', 'SS-RES-006']
/** So does the row that no write happens at rest, of a deletion. */
const AT_REST = 'SS-STA-012'

const isGeneral = ({ guarantee, source, cause }: Violation): boolean =>
  source === 'nothing else changed' ||
  (source === 'invariant' && (GENERAL.includes(guarantee) || (guarantee === AT_REST && cause?.verb === 'delete')))

/** What a Then only follows from, if anything. */
const rootOf = (then: Violation, certain: readonly Violation[], changed: readonly Violation[]): Violation | undefined =>
  [...certain, ...changed].find(
    (root) =>
      root.at <= then.at &&
      (root.source === 'starting state' ||
        (root.source === 'invariant' && !isGeneral(root) && isSameKind(root.cause, then.cause)) ||
        (root.source === 'omission' && then.cause?.verb === 'report') ||
        (root.cause?.verb === 'delete' && then.cause?.verb === 'create' && hasLedTo(root, then)) ||
        (upsets(root) && isForWantOf(then))),
  )

/** The earliest of the violations that charge one guarantee, by one sentence, for one kind of action. */
function firstOfEach(violations: readonly Violation[]): Violation[] {
  const seen = new Set<string>()
  return violations
    .toSorted((a, b) => a.at - b.at)
    .filter(({ guarantee, source, sentence, cause }) => {
      // Each Then says something of its own: a declared deviation excuses one of them, and none that is left out.
      const key = JSON.stringify([guarantee, source, sentence, cause?.verb, cause?.resource, cause?.field])
      return seen.size < seen.add(key).size
    })
}

/** Something was awaited that did not come, or is not as it should be, by no action that is known. */
const isForWantOf = ({ cause }: Violation): boolean => cause === undefined || cause.verb === 'omit'

/** After a wrong Pod, claim or revision other things are missing; after a wrong status or Service none is. */
const upsets = ({ cause }: Violation): boolean =>
  cause !== undefined &&
  cause.verb !== 'report' &&
  ['pods', 'persistentvolumeclaims', 'controllerrevisions'].includes(cause.resource)

/** The same kind of action, of whatever object; a field is wrong from the creation on or by a change. */
function isSameKind(a: Cause | undefined, b: Cause | undefined): boolean {
  if (!a || !b || a.resource !== b.resource) return false
  // A Then speaks of a whole status.
  if (a.verb === 'report') return b.verb === 'report' && (b.field === undefined || a.field === b.field)
  return a.field === b.field && (a.field !== undefined || a.verb === b.verb)
}

/** A Then about what is created or deleted speaks of every object of the kind, and names the first that is wrong. */
const isOneMore = (then: Violation, { source, cause, at }: Violation): boolean =>
  source === 'nothing else changed' &&
  then.at <= at &&
  cause !== undefined &&
  ['create', 'delete'].includes(cause.verb) &&
  isSameKind(then.cause, cause)

/** True if a change that nobody spoke of is the action of a violation, or what comes of it by itself. */
function hasLedTo({ cause: root }: Violation, { cause: later }: Violation): boolean {
  if (!root?.name || !later?.name) return false
  if (root.name === later.name && isSameKind(root, later)) return true
  // An object that the controller takes for its own is treated as such.
  if (root.field === 'ownerReferences' && root.resource === later.resource && root.name === later.name) return true
  if (root.resource !== 'pods') return false
  // A Pod comes with its claims, and one that was deleted comes back.
  if (later.resource === 'persistentvolumeclaims')
    return root.verb === 'create' && later.verb === 'create' && `-${later.name}-`.includes(`-${root.name}-`)
  return later.resource === 'pods' && root.verb === 'delete' && later.verb === 'create' && root.name === later.name
}
