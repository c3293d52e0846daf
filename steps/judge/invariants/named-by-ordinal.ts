import { podEvents } from '../../observe/facts/pods.ts'
import type { Invariant } from './invariant.ts'

export const namedByOrdinal: Invariant = {
  guarantee: 'SS-IDN-001',
  sentence: 'a Pod is named after its set and ordinal',
  breaches: ({ header: { kind }, trace }) =>
    podEvents(trace, 0).flatMap(({ type, seq, object: { metadata } }) => {
      const owner = metadata.ownerReferences?.find((each) => each.controller && each.kind === kind.kind)
      if (type !== 'ADDED' || !owner || new RegExp(`^${owner.name}-(0|[1-9]\\d*)$`).test(metadata.name)) return []
      const cause = { verb: 'create' as const, resource: 'pods', name: metadata.name }
      return [{ because: `${owner.name} has a Pod of another name`, seen: metadata.name, at: seq, cause }]
    }),
}
