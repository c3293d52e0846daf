import { EXPENDABLE_NODE, HOLD_FINALIZER, NO_CLASS, NO_NODE, READINESS_GATE } from './labels.ts'

/** The placeholders in features for names of the suite that differ from run to run. */
const names = {
  'no-node': NO_NODE,
  'spare-node': EXPENDABLE_NODE,
  'no-class': NO_CLASS,
  'hold-finalizer': HOLD_FINALIZER,
  'readiness-gate': READINESS_GATE,
  'other-image': 'statefulset-conformance/workload:2',
} as const

/** The names that differ from run to run, or from scenario to scenario. */
export interface OwnNames {
  readonly image: string
  /** The scenario's namespace. */
  readonly namespace: string
}

/** A namespace beside that of the scenario, which a scenario may create. */
export const otherNamespace = (namespace: string): string => `${namespace}-other`

/** Text of a feature with `<no-node>`, `<image>` and the like replaced; anything else in angle brackets stays. */
export const withNames = (text: string, { image, namespace }: OwnNames): string => {
  const all: Readonly<Record<string, string>> = {
    ...names,
    ...{ image, namespace, 'other-namespace': otherNamespace(namespace) },
  }
  return text.replace(/<([a-z-]+)>/g, (whole, name: string) => all[name] ?? whole)
}
