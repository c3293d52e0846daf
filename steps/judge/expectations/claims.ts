import { claimsOf, claimsOfVolume, firstVersion } from '../../observe/facts/claims.ts'
import { predecessors } from '../../observe/facts/pods.ts'
import { foundBy } from '../../observe/facts/said.ts'
import type { Expectations, Objects } from '../expectation.ts'
import { all, broken, invalid, objectOf, ofObject, pending, whether } from '../states.ts'
import type { ExpectationState, Moment } from '../verdict.ts'
import { podsThatWere } from './order.ts'

/** The claims of Pods: which are used, when they were created, and the data on their volumes. */
export const claimExpectations: Expectations = {
  'Pod {name} uses claim {name} as volume {name}': {
    check: (moment: Moment, name: string, claim: string, volume: string) =>
      ofObject(moment, { what: 'Pod', name }, (pod) => {
        const seen = claimsOfVolume(pod, volume)
        return whether(seen.join() === claim, `${name} does not mount claim ${claim}`, { expected: claim, seen })
      }),
  },
  'each claim was created before its Pod': {
    check: (moment: Moment) => {
      const pods = podsThatWere('created', moment)
      if (pods.length === 0) return pending('no Pod was created')
      return all(
        pods.flatMap(({ object, seq }) =>
          claimsOf(object).map((name): ExpectationState => {
            const claim = objectOf(moment, { what: 'claim', name })
            const pod = object.metadata.name
            if (!claim) return pending(`${pod} was created without its claim ${name}`)
            const late = firstVersion(moment.trace, claim) > BigInt(object.metadata.resourceVersion)
            const cause = { verb: 'create' as const, resource: 'pods', name: pod }
            return late ? broken(`claim ${name} was created after ${pod}`, seq, { cause }) : { kind: 'kept' }
          }),
        ),
      )
    },
  },
  '{objects} find(s) what its/their predecessors wrote': {
    within: 'containerSpeaks',
    check: (moment: Moment, { names }: Objects) =>
      all(
        names.map((name) =>
          ofObject(moment, { what: 'Pod', name }, ({ metadata: { uid } }) => {
            const expected = predecessors(moment.trace, name, uid).map((before) => `${name} ${before}`)
            if (expected.length === 0) return invalid(`no Pod ${name} ran before: this cannot prove anything`)
            const found = foundBy(moment.trace, uid)
            if (!found) return pending(`Pod ${name} has not looked into its volumes yet`)
            const seen = found.map((each) => `${each.pod} ${each.uid}`)
            const because = `${name} does not find what its predecessors wrote`
            return whether([...seen].sort().join() === [...expected].sort().join(), because, { expected, seen })
          }),
        ),
      ),
  },
}
