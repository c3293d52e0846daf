import { createdPods, setOf } from './created-pods.ts'
import type { Invariant } from './invariant.ts'
import { templateSpecOf } from './sets.ts'

export const templateIdentity: Invariant = {
  guarantee: 'SS-IDN-013',
  sentence: 'a hostname or subdomain of the template is overruled',
  breaches: (history) =>
    createdPods(history).flatMap((created) => {
      const { seq, name, pod, cause } = created
      const set = setOf(created)
      const identity = { hostname: name, subdomain: set.spec?.['serviceName'] ?? '' }
      return Object.entries(identity).flatMap(([field, expected]) => {
        const seen = pod.spec?.[field] ?? ''
        if (seen === expected || seen === '' || seen !== templateSpecOf(set)[field]) return []
        return [
          {
            because: `${name} was created with the ${field} of the template`,
            expected,
            seen,
            at: seq,
            cause: { ...cause, field: `spec.${field}` },
          },
        ]
      })
    }),
}
