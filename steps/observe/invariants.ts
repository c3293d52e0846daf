import type { KubeObject, Resource } from '../client/index.ts'
import { changes } from './changes.ts'
import { ordinalOf, podEvents } from './facts/pods.ts'
import type { Recorded } from './trace.ts'

interface Setting {
  readonly kind: Resource
  readonly marker: string
  readonly finalizer: string
}

interface Invariant {
  readonly guarantee: string
  readonly sentence: string
  /** What was seen that breaks it; empty where it holds. */
  violations(trace: Recorded, setting: Setting): string[]
}

export interface BrokenInvariant {
  readonly guarantee: string
  readonly sentence: string
  readonly seen: string
}

/** Promises asked of every scenario's whole trace, whatever the scenario is about. */
const invariants: Invariant[] = [
  {
    guarantee: 'SS-IDN-001',
    sentence: 'a Pod is named after its set and ordinal',
    violations: (trace, setting) =>
      ownedPods(trace, setting).flatMap(({ pod, owner }) =>
        new RegExp(`^${owner}-(0|[1-9]\\d*)$`).test(pod.metadata.name) ? [] : [pod.metadata.name],
      ),
  },
  {
    guarantee: 'SS-IDN-019',
    sentence: 'at most one Pod exists per identity',
    violations: (trace) => twins(trace),
  },
  {
    guarantee: 'SS-ORD-020',
    sentence: 'never more Pods in range than replicas',
    violations: (trace, setting) => surge(trace, setting),
  },
  {
    guarantee: 'SS-STO-006',
    sentence: 'a claim is not deleted by the controller',
    violations: (trace, setting) =>
      changes(trace, 'persistentvolumeclaims', 0, { ...setting, nudge: '' })
        .filter(({ what, name }) => what === 'deleted' && !asked(trace, `delete persistentvolumeclaims ${name} `))
        .map(({ name }) => `${name} was deleted`),
  },
]

/** Asks every invariant of a trace, save those that a scenario has switched off by guarantee. */
export function brokenInvariants(trace: Recorded, setting: Setting, ignored: readonly string[]): BrokenInvariant[] {
  return invariants
    .filter(({ guarantee }) => !ignored.includes(guarantee))
    .flatMap(({ guarantee, sentence, violations }) =>
      violations(trace, setting)
        .slice(0, 3)
        .map((seen) => ({ guarantee, sentence, seen })),
    )
}

const asked = (trace: Recorded, text: string) =>
  trace.entries.some((entry) => entry.kind === 'did' && entry.text.includes(text))

function ownedPods(trace: Recorded, { kind }: Setting) {
  return podEvents(trace, 0).flatMap(({ object: pod }) => {
    const owner = pod.metadata.ownerReferences?.find(
      (reference) => reference.controller && reference.kind === kind.kind,
    )
    return owner ? [{ pod, owner: owner.name }] : []
  })
}

function twins(trace: Recorded): string[] {
  const live = new Map<string, string>()
  return podEvents(trace, 0).flatMap(({ type, object: { metadata } }) => {
    const other = live.get(metadata.name)
    if (type === 'DELETED') live.delete(metadata.name)
    else live.set(metadata.name, metadata.uid)
    return other !== undefined && other !== metadata.uid ? [`two Pods ${metadata.name} at once`] : []
  })
}

/**
 * Names are unique, so more Pods than replicas means a Pod outside every range that its workload ever asked for. The
 * whole trace says which: a Pod's creation may be seen before the change of its workload that allowed it.
 */
function surge(trace: Recorded, { kind }: Setting): string[] {
  const ranges = new Map<string, [start: number, end: number][]>()
  for (const entry of trace.entries) {
    if (entry.kind !== 'seen' || entry.resource !== kind.plural) continue
    const { metadata, spec = {} } = entry.object
    const start = (spec['ordinals'] as { start?: number } | undefined)?.start ?? 0
    ranges.set(metadata.uid, [...(ranges.get(metadata.uid) ?? []), [start, start + Number(spec['replicas'] ?? 1)]])
  }
  return podEvents(trace, 0).flatMap(({ type, object }) => {
    const asked = ranges.get(controllerOf(object) ?? '')
    const ordinal = ordinalOf(object.metadata.name) ?? Number.NaN
    const within = asked?.some(([start, end]) => ordinal >= start && ordinal < end) ?? true
    return type === 'ADDED' && !within ? [`${object.metadata.name} was created out of range`] : []
  })
}

const controllerOf = (object: KubeObject) => object.metadata.ownerReferences?.find(({ controller }) => controller)?.uid
