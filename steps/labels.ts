/** The labels of the objects of a run and of a scenario, on any cluster. */
export const RUN_LABEL = 'statefulset-conformance.dev/run'
export const SCENARIO_LABEL = 'statefulset-conformance.dev/scenario'
