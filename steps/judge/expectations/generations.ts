import type { KubeObject } from '../../client/index.ts'
import type { Expectations } from '../expectation.ts'
import { broken, objectOf, whether } from '../states.ts'
import type { Moment } from '../verdict.ts'

/** How metadata.generation counts the changes of a workload. */
export const generationExpectations: Expectations = {
  'the generation of StatefulSet {name} rose by {int}': {
    check: (moment: Moment, name: string, expected: number) => {
      const rises = risesOf(moment, name)
      const seen = rises.reduce((sum, { by }) => sum + by, 0)
      const cause = { verb: 'change' as const, resource: moment.header.kind.plural, name, field: 'generation' }
      const because = `the generation of ${name} rose otherwise`
      const last = rises.at(-1)
      // What has risen does not fall.
      if (last && seen > expected) return broken(because, last.seq, { expected, seen, cause })
      return whether(seen === expected, because, { expected, seen, cause })
    },
  },
}

interface Rise {
  readonly seq: number
  readonly by: number
}

/** Each rise in the window, from one version of the object to the next; a new object begins at 0. */
function risesOf(moment: Moment, name: string): Rise[] {
  const { trace, header, from } = moment
  let last = objectOf(moment, { what: 'StatefulSet', name }, from)
  return trace.entries.slice(from).flatMap((entry) => {
    if (entry.kind !== 'seen' || entry.resource !== header.kind.plural || entry.object.metadata.name !== name) return []
    const before = last?.metadata.uid === entry.object.metadata.uid ? last : undefined
    last = entry.object
    const by = generationOf(entry.object) - generationOf(before)
    return by === 0 || isBump(entry.object, before, header.marks.generationBump) ? [] : [{ seq: entry.seq, by }]
  })
}

const generationOf = (object: KubeObject | undefined): number => object?.metadata.generation ?? 0

/** A change of the suite's own: of the one field by which it makes a controller report a new generation. */
function isBump({ spec = {} }: KubeObject, before: KubeObject | undefined, field: string): boolean {
  const { [field]: now, ...others } = spec
  const { [field]: earlier, ...othersBefore } = before?.spec ?? {}
  return now !== earlier && JSON.stringify(others) === JSON.stringify(othersBefore)
}
