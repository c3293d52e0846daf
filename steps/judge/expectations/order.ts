import { type Change, changes } from '../../observe/changes.ts'
import { createdTooEarly, deletedTooEarly } from '../../observe/facts/order.ts'
import { goneAfter, healthyAfter, isHealthy, podsBefore } from '../../observe/facts/pods.ts'
import type { Expectations, Objects } from '../expectation.ts'
import { broken, kept, pending } from '../states.ts'
import type { Cause, ExpectationState, Moment } from '../verdict.ts'

type Verb = 'created' | 'deleted'

/** An event of one Pod: "Pod web-1 was ready". */
export interface PodEvent {
  readonly name: string
  readonly what: Verb | 'ready' | 'gone'
}

/** The creations and deletions of Pods in the window: their order, and the milestones before each. */
export const orderExpectations: Expectations = {
  '{exactly} was/were {verb}': {
    check: (moment: Moment, { names }: Objects, verb: Verb) => inAnyOrder(moment, names, verb),
    explains: (change: Change, moment: Moment, { names }: Objects, verb: Verb) => follows(change, moment, names, verb),
  },
  '{exactly} were {verb}, in this order': {
    check: (moment: Moment, { names }: Objects, verb: Verb) => inOrder(moment, names, verb),
    explains: (change: Change, moment: Moment, { names }: Objects, verb: Verb) => follows(change, moment, names, verb),
  },
  'Pod {name} was deleted with a grace period of {int} seconds': {
    check: (moment: Moment, name: string, seconds: number) => {
      // Read from the deletion itself: when a kubelet is done, it sets the period to zero.
      const deletion = podsThatWere('deleted', moment).find((change) => change.name === name)
      if (!deletion) return pending(`${name} was not deleted`, { cause: { verb: 'omit', resource: 'pods', name } })
      const seen = deletion.object.metadata.deletionGracePeriodSeconds
      const because = `${name} was not deleted with its own grace period`
      return seen === seconds
        ? kept
        : broken(because, deletion.seq, { expected: seconds, seen, cause: causeOf(deletion) })
    },
  },
  'each Pod was {verb} only after {milestone}': {
    check: (moment: Moment, verb: Verb, milestone: string) => {
      const pods = podsThatWere(verb, moment)
      const early = milestone.startsWith('every lower')
        ? createdTooEarly(moment.trace, pods)
        : deletedTooEarly(moment.trace, pods, milestone.endsWith('gone') ? 'gone' : 'replaced and ready')
      if (early) return broken(early.because, early.change.seq, { cause: causeOf(early.change) })
      const seen = pods.map(({ name }) => name)
      if (pods.length >= 2) return kept
      return pending(`fewer than two Pods were ${verb}: no order to see`, { expected: 'two or more', seen })
    },
  },
  '{podEvent} before {podEvent}': {
    check: (moment: Moment, first: PodEvent, second: PodEvent) => {
      const later = seqOf(moment, second)
      if (later === undefined) return pending(`${second.name} was not ${second.what}`)
      if (stoodBefore(moment, first, later)) return kept
      return broken(`${second.name} was ${second.what} before ${first.name} was ${first.what}`, later, {
        cause: { verb: second.what === 'deleted' ? 'delete' : 'create', resource: 'pods', name: second.name },
      })
    },
  },
}

export const podsThatWere = (verb: PodEvent['what'], { trace, from, header }: Moment): Change[] =>
  changes(trace, 'pods', from, header.marks).filter(({ what }) => what === verb)

const causeOf = ({ what, name }: Change): Cause => ({
  verb: what === 'created' ? 'create' : 'delete',
  resource: 'pods',
  name,
})

function inOrder(moment: Moment, names: readonly string[], verb: Verb): ExpectationState {
  const seen = podsThatWere(verb, moment)
  const wrong = seen.find(({ name }, index) => name !== names[index])
  return compared(names, seen, { verb, ...(wrong && { wrong }) })
}

function inAnyOrder(moment: Moment, names: readonly string[], verb: Verb): ExpectationState {
  const seen = podsThatWere(verb, moment)
  const left = [...names]
  const wrong = seen.find(({ name }) => {
    const index = left.indexOf(name)
    if (index >= 0) left.splice(index, 1)
    return index < 0
  })
  return compared(names, seen, { verb, ...(wrong && { wrong }) })
}

/** More Pods, or others, can't become right any more; fewer may. */
function compared(
  names: readonly string[],
  seen: readonly Change[],
  { verb, wrong }: { verb: Verb; wrong?: Change },
): ExpectationState {
  const comparison = { expected: names, seen: seen.map(({ name }) => name) }
  const because = `Pods were not ${verb} as promised`
  if (wrong) return broken(because, wrong.seq, { ...comparison, cause: causeOf(wrong) })
  if (seen.length === names.length) return kept
  const missing = names.find((name) => !comparison.seen.includes(name))
  return pending(because, {
    ...comparison,
    cause: { verb: 'omit', resource: 'pods', ...(missing === undefined ? {} : { name: missing }) },
  })
}

/** A Pod that was deleted also goes; a Pod that was created gets its claims. */
function follows({ resource, name, what }: Change, moment: Moment, names: readonly string[], verb: Verb): boolean {
  if (resource === 'pods') return names.includes(name) && (what === verb || (verb === 'deleted' && what === 'removed'))
  if (resource !== 'persistentvolumeclaims' || verb !== 'created' || what !== 'created') return false
  const templates = claimTemplates(moment)
  return names.some((pod) => templates.some((template) => name === `${template}-${pod}`))
}

/** Names of the claim templates of every workload that the trace has seen. */
const claimTemplates = ({ trace, header }: Moment): string[] => [
  ...new Set(
    trace.entries.flatMap((entry) =>
      entry.kind === 'seen' && entry.resource === header.kind.plural
        ? ((entry.object.spec?.['volumeClaimTemplates'] ?? []) as { metadata: { name: string } }[]).map(
            ({ metadata }) => metadata.name,
          )
        : [],
    ),
  ),
]

function seqOf(moment: Moment, { name, what }: PodEvent): number | undefined {
  if (what === 'ready') return healthyAfter(moment.trace, name, moment.from)
  if (what === 'gone') return goneAfter(moment.trace, name, moment.from)
  return podsThatWere(what, moment).find((change) => change.name === name)?.seq
}

/** For readiness the state at that moment counts, for all other milestones whether they had happened. */
function stoodBefore(moment: Moment, first: PodEvent, later: number): boolean {
  if (first.what !== 'ready') return (seqOf(moment, first) ?? Number.POSITIVE_INFINITY) < later
  const pod = podsBefore(moment.trace, later).get(first.name)
  return pod !== undefined && isHealthy(pod)
}
