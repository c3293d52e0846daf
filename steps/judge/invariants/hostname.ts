import { createdPods, setOf } from './created-pods.ts'
import type { Invariant } from './invariant.ts'
import { templateSpecOf } from './sets.ts'

export const hostname: Invariant = {
  guarantee: 'SS-IDN-003',
  sentence: 'the hostname of a Pod is its name',
  breaches: (history) =>
    createdPods(history).flatMap((created) => {
      const { seq, name, pod, cause } = created
      const seen = pod.spec?.['hostname']
      // A hostname that the template has is another promise: template-identity.
      if (seen === name || (seen !== undefined && seen === templateSpecOf(setOf(created))['hostname'])) return []
      return [
        {
          because: `${name} was created with another hostname`,
          expected: name,
          seen,
          at: seq,
          cause: { ...cause, field: 'spec.hostname' },
        },
      ]
    }),
}
