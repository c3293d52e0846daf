import { createdPods, setOf } from './created-pods.ts'
import type { Invariant } from './invariant.ts'
import { templateSpecOf } from './sets.ts'

export const subdomain: Invariant = {
  guarantee: 'SS-IDN-004',
  sentence: 'the subdomain of a Pod is the serviceName of its set',
  breaches: (history) =>
    createdPods(history).flatMap((created) => {
      const { seq, name, pod, cause } = created
      const expected = setOf(created).spec?.['serviceName'] ?? ''
      const seen = pod.spec?.['subdomain'] ?? ''
      // A subdomain that the template has is another promise: template-identity.
      if (seen === expected || (seen !== '' && seen === templateSpecOf(setOf(created))['subdomain'])) return []
      return [
        {
          because: `${name} was created with another subdomain`,
          expected,
          seen,
          at: seq,
          cause: { ...cause, field: 'spec.subdomain' },
        },
      ]
    }),
}
