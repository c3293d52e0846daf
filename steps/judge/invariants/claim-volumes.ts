import { claimsOfVolume } from '../../observe/facts/claims.ts'
import { podEvents } from '../../observe/facts/pods.ts'
import { type CreatedPod, createdPods, setOf } from './created-pods.ts'
import type { History, Invariant } from './invariant.ts'
import { claimTemplatesOf, templateSpecOf } from './sets.ts'

/** Of several reasons why a claim is missing from a Pod, the nearest is reported. */
type Concern = 'first' | 'successor' | 'template'

export const claimVolumes: Invariant = {
  guarantee: 'SS-STO-003',
  sentence: 'a Pod has a volume for each claim template, which uses the claim of its ordinal',
  breaches: (history) => withoutClaim(history, 'first'),
}

export const claimReplacesVolume: Invariant = {
  guarantee: 'SS-STO-004',
  sentence: 'a claim takes the place of a volume of the same name in the Pod template',
  breaches: (history) => withoutClaim(history, 'template'),
}

export const sameClaims: Invariant = {
  guarantee: 'SS-STO-006',
  sentence: 'a Pod that takes the place of another uses the same claims',
  breaches: (history) => withoutClaim(history, 'successor'),
}

const withoutClaim = (history: History, concern: Concern) =>
  createdPods(history).flatMap((created) =>
    claimTemplatesOf(setOf(created)).flatMap((template) => {
      const { seq, name, pod, cause } = created
      const expected = `${template}-${name}`
      const seen = claimsOfVolume(pod, template)
      if (seen.join() === expected || concernOf(history, created, template) !== concern) return []
      return [
        {
          because: `${name} does not mount claim ${expected} as ${template}`,
          expected,
          seen,
          at: seq,
          cause: { ...cause, field: 'spec.volumes' },
        },
      ]
    }),
  )

function concernOf(history: History, created: CreatedPod, template: string): Concern {
  const { name, seq } = created
  const claim = `${template}-${name}`
  const isSuccessor = podEvents(history.trace, 0).some(
    (event) =>
      event.seq < seq && event.object.metadata.name === name && claimsOfVolume(event.object, template).join() === claim,
  )
  if (isSuccessor) return 'successor'
  return isInTemplate(created, template) ? 'template' : 'first'
}

const isInTemplate = (created: CreatedPod, template: string): boolean =>
  ((templateSpecOf(setOf(created))['volumes'] ?? []) as { name: string }[]).some(({ name }) => name === template)
