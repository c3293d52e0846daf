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

/** Text of a feature with `<no-node>`, `<image>` and the like replaced; anything else in angle brackets stays. */
export const withNames = (text: string, image: string): string =>
  text.replace(/<([a-z-]+)>/g, (whole, name: string) => {
    if (name === 'image') return image
    return (names as Readonly<Record<string, string>>)[name] ?? whole
  })
