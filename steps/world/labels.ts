/** The names by which the suite marks what is its own, on any cluster. */
export { RUN_LABEL, SCENARIO_LABEL } from '../labels.ts'
/** On objects that only serve observation: facts never see them. */
export const MARKER_LABEL = 'statefulset-conformance.dev/marker'
/** The Pod condition through which the suite decides readiness. */
export const READINESS_GATE = 'statefulset-conformance.dev/ready'
/** Keeps a deleted Pod in the API until the scenario lets it go. */
export const LINGER_FINALIZER = 'statefulset-conformance.dev/linger'
/** A node label that no node has: Pods that select it stay Pending. */
export const NO_NODE = 'statefulset-conformance.dev/no-node'
/** A storage class that nobody provisions. */
export const NO_CLASS = 'statefulset-conformance-none'
