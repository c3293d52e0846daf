/**
 * Verdicts from the record alone. `judge` is a function of a trace: the live run calls it when a scenario has ended,
 * `certify --replay` calls it on the file, and both get the same stateOf, because there is no other judge.
 *
 * An expectation is what a Then says, as a function of a prefix of the trace: kept, pending or broken. An invariant is
 * asked of every trace, whatever the scenario is about. What breaks is charged to one guarantee each: an invariant and
 * an omitted action to their own, a change that no step speaks of by a table (blame.ts), a Then to its Rule.
 * Nothing here reads a clock, a file or an API.
 */

export type { Expectation, Named as NamedObject, Objects as NamedObjects } from './expectation.ts'
export { fullName } from './expectations/dns.ts'
export { expectations } from './expectations/index.ts'
export type { PodEvent } from './expectations/order.ts'
export { brokenInvariants, judge, startingState, stateOf } from './judge.ts'
export { phaseOf } from './phase.ts'
export { spokenName } from './states.ts'
export { readTrace, type TraceFile, writeTrace } from './trace-file.ts'
export type { ExpectationState, Judgement } from './verdict.ts'
