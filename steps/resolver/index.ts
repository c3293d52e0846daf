/**
 * Questions to the DNS of a cluster, and its answers, as data. Most targets name a server that this machine can ask
 * over UDP and TCP (over-wire.ts). Elsewhere a Pod of the suite sends the same octets and prints what comes back
 * (workload/program/ask.go), so that one reader of answers serves both.
 */
export { type Answer, answerIn } from './message.ts'
export { askOverWire, type Resolver, type Transport } from './over-wire.ts'
export { printedAnswer, spelled } from './printed.ts'
