import { createdPods } from './created-pods.ts'
import type { Invariant } from './invariant.ts'

const LABEL = 'statefulset.kubernetes.io/pod-name'

export const podNameLabel: Invariant = {
  guarantee: 'SS-IDN-005',
  sentence: 'a Pod is created with its name as the pod-name label',
  breaches: (history) =>
    createdPods(history).flatMap(({ seq, name, pod, cause }) => {
      const seen = pod.metadata.labels?.[LABEL]
      const because = `${name} was created without its name as the pod-name label`
      return seen === name
        ? []
        : [{ because, expected: name, seen, at: seq, cause: { ...cause, field: `labels[${LABEL}]` } }]
    }),
}
