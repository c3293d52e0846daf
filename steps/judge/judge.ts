import { observedKind } from '../observe/kinds.ts'
import { type EntryOf, type Header, prefix, type Recorded } from '../observe/trace.ts'
import { causeOf, guaranteeOf, NOTHING_BESIDE } from './blame.ts'
import { expectations, isAboutRejection, NOTHING_ELSE, unexpected } from './expectations/index.ts'
import { attribute } from './grouping.ts'
import { invariants } from './invariants/index.ts'
import { neverMade, omitted } from './starting-state.ts'
import type { Breach, ExpectationState, Judgement, Moment, Violation } from './verdict.ts'

interface Record {
  readonly header: Header
  readonly trace: Recorded
}

/**
 * The verdict on one example, as a function of its trace. What the suite alone could know while it ran (that a deadline
 * was over, that nothing more was to come, that the suite itself failed) stands in the trace as entries.
 */
export function judge(record: Record): Judgement {
  const { entries } = record.trace
  const skipped = entries.find((entry) => entry.kind === 'skipped')
  if (skipped) return { outcome: 'not applicable', reason: skipped.reason }
  const gap = entries.find((entry) => entry.kind === 'gap')
  // A failure before history was lost is final; later entries can't be judged.
  const known = gap ? { ...record, trace: prefix(record.trace, gap.seq) } : record
  const violations = violationsOf(known)
  const failure = gap
    ? `the watch of ${gap.resource} has lost history, so nothing can be judged after it: ${gap.reason}`
    : harnessErrorOf(known, violations.length > 0)
  if (violations.length > 0) {
    const attributed = attribute(violations, record.header.guarantees)
    return { outcome: 'broken', ...attributed, ...(failure !== undefined && { harnessError: failure }) }
  }
  return failure === undefined ? { outcome: 'kept' } : { outcome: 'harness error', message: failure }
}

/** The state of an expectation at this moment of its trace. */
export function stateOf(record: Record, { seq, phrase, args }: EntryOf<'expectation'>): ExpectationState {
  const known = expectations[phrase]
  if (!known) return { kind: 'invalid', because: `no expectation is called "${phrase}"` }
  return known.check(momentOf(record, seq), ...(args as never[]))
}

/** The actions that the Givens ask for and the controller has omitted, at the moment when the window opens. */
export function startingState({ header, trace }: Record): Violation | undefined {
  const omission = omitted({ header, trace, from: 0 })
  if (!omission) return undefined
  const because = `the starting state was not reached: ${omission.because}`
  return { ...omission, because, source: 'starting state', sentence: 'the state that the Givens ask for' }
}

/** What a kind does not have it cannot report. */
const isOfTheKind =
  ({ header }: Record) =>
  ({ cause }: Breach): boolean =>
    cause?.field === undefined || !Object.hasOwn(header.kind.absent ?? {}, cause.field)

/** Every invariant of a whole trace. */
export const brokenInvariants = (record: Record): Violation[] =>
  invariants
    .filter(({ guarantee }) => !record.header.exempt.includes(guarantee))
    .flatMap((invariant) =>
      invariant
        .breaches(record)
        .filter(isOfTheKind(record))
        .map((breach) => ({
          ...breach,
          guarantee: invariant.guarantee,
          source: 'invariant' as const,
          sentence: invariant.sentence,
        })),
    )

/** The window of an entry: from the last one that opened before it. */
function momentOf({ header, trace }: Record, seq: number): Moment {
  const opened = trace.entries.slice(0, seq).findLast((entry) => entry.kind === 'window')
  return { header, trace, from: opened?.seq ?? 0 }
}

const violationsOf = (record: Record): Violation[] => [
  ...brokenInvariants(delivered(record)),
  ...brokenStarts(record),
  ...brokenThens(record),
  ...restless(record),
]

/**
 * What all watches have delivered. Each resource has a watch of its own: where history was lost or the suite failed, that of
 * the workload may be behind that of its Pods, and what an invariant has not seen yet is not what was not there. All of
 * them had delivered when the cluster had settled.
 */
function delivered(record: Record): Record {
  const { entries } = record.trace
  if (entries.at(-1)?.kind === 'ended' && !entries.some(({ kind }) => kind === 'harness-error')) return record
  const settled = entries.findLast((entry) => entry.kind === 'settled' && entry.rests)
  return { ...record, trace: prefix(record.trace, settled ? settled.seq + 1 : 0) }
}

function brokenStarts({ header, trace }: Record): Violation[] {
  return trace.entries.flatMap((entry): readonly Violation[] => {
    if (entry.kind === 'absent') {
      const cause = { verb: 'omit' as const, resource: entry.resource, name: entry.name }
      return [
        {
          guarantee: entry.resource === 'persistentvolumeclaims' ? 'SS-STO-001' : 'SS-IDN-002',
          source: 'starting state',
          sentence: 'a step acts upon an object that the steps before it ask for',
          because: `the starting state was not reached: there is no ${entry.name}`,
          at: entry.seq,
          cause,
        },
      ]
    }
    const isState = entry.kind === 'window' || (entry.kind === 'settled' && entry.rests)
    if (!isState || !afterGiven(trace, entry.seq)) return []
    const violation = startingState({ header, trace: prefix(trace, entry.seq) })
    return violation ? [violation] : []
  })
}

const afterGiven = ({ entries }: Recorded, seq: number): boolean =>
  entries.slice(0, seq).findLast((entry) => entry.kind === 'step')?.keyword === 'Given'

function brokenThens(record: Record): Violation[] {
  const asked = record.trace.entries.filter((entry) => entry.kind === 'expectation')
  return asked.flatMap((expectation) => {
    const charged = expectation.phrase === NOTHING_ELSE ? changedElse : brokenThen
    for (const { seq } of judgedOf(record, expectation)) {
      const at = { ...record, trace: prefix(record.trace, seq) }
      const violations = charged(at, expectation, seq)
      if (violations.length > 0) return [...notMade(at), ...violations]
    }
    return []
  })
}

/** What a Then waits for may be missing for a reason of its own, whatever the Then is about. */
function notMade(at: Record): Violation[] {
  const omission = neverMade({ ...at, from: 0 })
  return omission ? [{ ...omission, source: 'omission', sentence: 'a controller makes what the spec asks for' }] : []
}

const judgedOf = ({ trace }: Record, { seq }: EntryOf<'expectation'>): EntryOf<'judged'>[] =>
  trace.entries.filter((entry) => entry.kind === 'judged').filter(({ expectation }) => expectation === seq)

/** An event that had not happened when it was judged did not happen. */
function breachOf(given: ExpectationState, seq: number): Breach | undefined {
  if (given.kind === 'broken') return given
  return given.kind === 'pending' ? { ...given, at: seq } : undefined
}

/** A Then is charged to the Rule. */
function brokenThen(at: Record, expectation: EntryOf<'expectation'>, seq: number): Violation[] {
  const breach = breachOf(stateOf(at, expectation), seq)
  if (!breach) return []
  const { kind: _, ...rest } = breach as Breach & { kind?: string }
  const { guarantees } = at.header
  return guarantees.map((guarantee) => ({ ...rest, guarantee, source: 'then', sentence: expectation.text }))
}

/** Changes that no step speaks of are charged by what changed. */
function changedElse(at: Record, expectation: EntryOf<'expectation'>): Violation[] {
  const moment = momentOf(at, expectation.seq)
  return unexpected(moment).map((change) => ({
    guarantee: guaranteeOf(change, moment),
    source: 'nothing else changed',
    sentence: expectation.text,
    because: `${change.resource}/${change.name} ${change.what} ${change.fields.join(' ')}`.trim(),
    expected: 'nothing else changed',
    seen: change.what,
    at: change.seq,
    cause: causeOf(change),
  }))
}

/** A cluster whose controller never stops writing does not come to rest. */
function restless({ trace }: Record): Violation[] {
  const [first] = trace.entries.filter((entry) => entry.kind === 'settled').filter(({ rests }) => !rests)
  if (!first) return []
  const last = trace.entries
    .slice(0, first.seq)
    .findLast((entry) => entry.kind === 'seen' && !observedKind(entry.resource)?.neverRests)
  const what = last?.kind === 'seen' ? `${last.resource}/${last.object.metadata.name}` : 'nothing'
  return [
    {
      guarantee: NOTHING_BESIDE,
      source: 'rest',
      sentence: 'a controller comes to rest',
      because: `after ${first.tookMs} ms something still changes though nobody acts: ${first.how}`,
      seen: `last ${what}`,
      at: first.seq,
    },
  ]
}

/** The reason why the trace proves nothing about the controller, if any. */
function harnessErrorOf(record: Record, isBroken: boolean): string | undefined {
  const { entries } = record.trace
  const failed = entries.find((entry) => entry.kind === 'harness-error')
  if (failed) return failed.message
  if (entries.at(-1)?.kind !== 'ended') return 'the trace has no end: the example was broken off'
  if (isBroken) return undefined
  return invalidThen(record) ?? unjudged(record) ?? unforgiven(record)
}

function invalidThen(record: Record): string | undefined {
  for (const entry of record.trace.entries) {
    if (entry.kind !== 'expectation') continue
    for (const { seq, when } of judgedOf(record, entry)) {
      const given = stateOf({ ...record, trace: prefix(record.trace, seq) }, entry)
      if (given.kind === 'invalid') return `${entry.text}: ${given.because}`
      if (given.kind === 'pending' && when === 'unasked') return `${entry.text}: called decided while it was open`
    }
  }
  return undefined
}

/** A promise counts as kept only where it was judged when nothing more was to come. */
function unjudged(record: Record): string | undefined {
  const asked = record.trace.entries.filter((entry) => entry.kind === 'expectation')
  if (asked.length === 0) return 'it expects nothing: no step of it is a Then'
  const open = asked.find((entry) => !judgedOf(record, entry).some(({ when }) => when !== 'unasked'))
  return open && `${open.text}: was never judged`
}

/** A refusal that no step asks about may have kept the scenario from doing what it says. */
function unforgiven({ trace }: Record): string | undefined {
  if (trace.entries.some((entry) => entry.kind === 'expectation' && isAboutRejection(entry.phrase))) return undefined
  const refused = trace.entries.find((entry) => entry.kind === 'answered' && entry.code >= 400)
  return refused?.kind === 'answered' ? `a request was refused and no step asked why: ${refused.text}` : undefined
}
