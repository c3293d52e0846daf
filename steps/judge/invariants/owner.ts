import { ordinalOf, podEvents, setNameOf } from '../../observe/facts/pods.ts'
import type { History, Invariant } from './invariant.ts'
import { intervalAt, setsOf } from './sets.ts'
import { isMadeBySuite } from './suite.ts'

export const owner: Invariant = {
  guarantee: 'SS-IDN-008',
  sentence: 'a Pod is created with its set as its one controlling owner',
  breaches: (history) => {
    const { header, trace } = history
    const known = new Set<string>()
    return podEvents(trace, 0).flatMap(({ seq, object: { metadata } }) => {
      const { name, uid, labels, ownerReferences = [] } = metadata
      if (known.size === known.add(uid).size || labels?.[header.marks.label]) return []
      if (ordinalOf(name) === undefined || isMadeBySuite(trace, 'pods', name, seq)) return []
      const uids = uidsOf(history, setNameOf(name), seq)
      if (uids.length === 0) return []
      const { kind } = header
      const apiVersion = kind.group === '' ? kind.version : `${kind.group}/${kind.version}`
      const controllers = ownerReferences.filter(({ controller }) => controller)
      const [reference] = controllers
      const isRight =
        controllers.length === 1 &&
        reference?.kind === kind.kind &&
        reference.apiVersion === apiVersion &&
        reference.name === setNameOf(name) &&
        uids.includes(reference.uid) &&
        reference.blockOwnerDeletion === true
      if (isRight) return []
      const expected = { apiVersion, kind: kind.kind, uid: uids.at(-1), controller: true, blockOwnerDeletion: true }
      const cause = { verb: 'create' as const, resource: 'pods', name, field: 'ownerReferences' }
      const because = `${name} was created with other owners`
      return [{ because, expected: [expected], seen: ownerReferences, at: seq, cause }]
    })
  },
}

/** The workloads of that name that the controller may have known when it acted. */
function uidsOf(history: History, name: string, seq: number): string[] {
  const { from } = intervalAt(history, seq)
  return [...setsOf(history)].flatMap(([uid, seen]) => {
    const goneBefore = seen.some((entry) => entry.type === 'DELETED' && entry.seq < from)
    return seen[0]?.object.metadata.name === name && !goneBefore ? [uid] : []
  })
}
