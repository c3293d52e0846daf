/**
 * Patience: the only place of the suite that knows how long anything may take.
 *
 * A conformance suite that sleeps is slow where all is well and wrong where it is not. So objects are never
 * polled: a wait ends on an event, or with its named maximum, and then its error states the awaited event and what
 * was seen last. Conditions without an event (a port that opens, a process that responds) are polled by one helper.
 * "Never" is not a wait: it is judged on the recorded trace, after the cluster has settled.
 */

export { askAgain } from './ask-again.ts'
export { alarm, monotonic, pause, timestamp } from './clock.ts'
export { every, ONE_INTERRUPTION, quiet, setTimeFactor, stretched, type Wait, waits } from './waits.ts'
