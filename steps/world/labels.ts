/** The names by which the suite marks what is its own, on any cluster. */
export { EXPENDABLE_NODE, RUN_LABEL, SCENARIO_LABEL } from '../labels.ts'
/** On markers and other objects that only serve observation: facts ignore them. */
export const MARKER_LABEL = 'statefulset-conformance.dev/marker'
/** The Pod condition through which the suite decides readiness. */
export const READINESS_GATE = 'statefulset-conformance.dev/ready'
/** Keeps a Pod in the API while it terminates, until the scenario removes it. */
export const HOLD_FINALIZER = 'statefulset-conformance.dev/hold'
/** A node label that no node has: Pods that select it stay Pending. */
export const NO_NODE = 'statefulset-conformance.dev/no-node'
/** A storage class that nobody provisions. */
export const NO_CLASS = 'statefulset-conformance-none'

/** The marks of the suite on objects, for the judge of a trace. */
export const marks = {
  label: MARKER_LABEL,
  finalizer: HOLD_FINALIZER,
  gate: READINESS_GATE,
  generationBump: 'revisionHistoryLimit',
} as const
