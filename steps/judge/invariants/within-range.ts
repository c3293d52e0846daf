import type { KubeObject, Resource } from '../../client/index.ts'
import { ordinalOf, podEvents } from '../../observe/facts/pods.ts'
import { ofKind, type Recorded, seenOf } from '../../observe/trace.ts'
import type { Breach } from '../verdict.ts'
import type { Invariant } from './invariant.ts'

export const withinRange: Invariant = {
  guarantee: 'SS-ORD-020',
  sentence: 'never more Pods in range than replicas',
  breaches: ({ header, trace }) => surplusCreated(trace, header.kind),
}

interface Range {
  readonly seq: number
  readonly start: number
  readonly end: number
}

/**
 * Names are unique, so more Pods in range than replicas means a Pod outside the range. A controller may act on a range
 * of a moment ago, and a Pod may be seen before the change that allowed it; but not across a moment at which the
 * cluster had settled: then the controller knew the range that was asked for.
 */
function surplusCreated(trace: Recorded, kind: Resource): Breach[] {
  const settled = ofKind(trace, 'settled').map(({ seq }) => seq)
  const ranges = rangesOf(trace, kind)
  return podEvents(trace, 0).flatMap(({ type, seq, object }) => {
    const asked = ranges.get(controllerOf(object) ?? '')
    if (type !== 'ADDED' || !asked) return []
    const from = settled.findLast((at) => at < seq) ?? -1
    const to = settled.find((at) => at > seq) ?? trace.entries.length
    const known = asked.findLast((range) => range.seq < from)
    const valid = [...(known ? [known] : []), ...asked.filter((range) => range.seq > from && range.seq < to)]
    const ordinal = ordinalOf(object.metadata.name) ?? Number.NaN
    const within = valid.some(({ start, end }) => ordinal >= start && ordinal < end)
    if (within) return []
    const { name } = object.metadata
    return [{ because: `${name} was created out of range`, at: seq, cause: { verb: 'create', resource: 'pods', name } }]
  })
}

/** The requested replicas of each workload, by uid, over time. */
function rangesOf(trace: Recorded, kind: Resource): Map<string, Range[]> {
  const seen = seenOf(trace, kind.plural)
  const ranges = new Map<string, Range[]>()
  for (const { seq, object } of seen) {
    const { metadata, spec = {} } = object
    const start = (spec['ordinals'] as { start?: number } | undefined)?.start ?? 0
    const range = { seq, start, end: start + Number(spec['replicas'] ?? 1) }
    ranges.set(metadata.uid, [...(ranges.get(metadata.uid) ?? []), range])
  }
  return ranges
}

const controllerOf = (object: KubeObject) => object.metadata.ownerReferences?.find(({ controller }) => controller)?.uid
