import type { Resource } from '../client/index.ts'
import { changes } from './changes.ts'
import { podEvents } from './facts/pods.ts'
import { twins } from './invariants/one-per-identity.ts'
import { surge } from './invariants/within-range.ts'
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
    violations: (trace, { kind }) => surge(trace, kind),
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
