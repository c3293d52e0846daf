/** The labels of the objects of a run and of a scenario, on any cluster. */
export const RUN_LABEL = 'statefulset-conformance.dev/run'
export const SCENARIO_LABEL = 'statefulset-conformance.dev/scenario'
/** Label and taint of the spare node (`<spare-node>` in features), the only one that may be disconnected. */
export const EXPENDABLE_NODE = 'statefulset-conformance.dev/expendable'
