import { it } from 'node:test'
import { expect } from 'chai'
import type { KubeObject } from '../../client/index.ts'
import { setNameOf } from '../../observe/facts/pods.ts'
import { header, history, marks, object, seen } from '../../observe/testing.ts'
import { type Action, type Header, prefix, type TraceEvent } from '../../observe/trace.ts'
import type { Invariant } from './invariant.ts'

/** For tests: a kind of another name than StatefulSet, so that no invariant takes the name for granted. */
export const kind = { group: 'example.com', version: 'v1', plural: 'clonesets', kind: 'CloneSet', namespaced: true }

export const MARKER = 'example.com/marker'
const GONE = { deletionTimestamp: '2030-01-01T00:00:00Z' }

type Fields = Readonly<Record<string, unknown>>
type Type = 'ADDED' | 'MODIFIED' | 'DELETED'

interface Parts {
  readonly type?: Type
  readonly metadata?: Partial<KubeObject['metadata']>
  readonly spec?: Fields
  readonly status?: Fields
}

/** A workload `web` as a watch brings it. */
export function set({ type = 'MODIFIED', metadata, spec = {}, status = {} }: Parts = {}): TraceEvent {
  const name = metadata?.name ?? 'web'
  return seen(
    kind.plural,
    type,
    object(name, {
      metadata: { generation: 1, ...metadata },
      spec: { replicas: 3, serviceName: 'web', ...spec },
      status: { updateRevision: 'web-new', currentRevision: 'web-new', ...status },
    }),
  )
}

export const setGoes = (parts: Parts = {}): TraceEvent => set({ ...parts, metadata: { ...parts.metadata, ...GONE } })

export const ownedBy = (name: string, uid = `uid-of-${name}`) => [
  { apiVersion: 'example.com/v1', kind: 'CloneSet', name, uid, controller: true, blockOwnerDeletion: true },
]

/** A Pod of `web` as it should be, made from its newest revision. */
export function pod(name: string, { type = 'MODIFIED', metadata, spec, status }: Parts = {}): TraceEvent {
  const labels = { 'controller-revision-hash': 'web-new', 'statefulset.kubernetes.io/pod-name': name }
  return seen(
    'pods',
    type,
    object(name, {
      metadata: { ownerReferences: ownedBy(setNameOf(name)), labels, ...metadata },
      spec: { hostname: name, subdomain: 'web', ...spec },
      status: { phase: 'Pending', ...status },
    }),
  )
}

const READY = { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] }
const OLD = { 'controller-revision-hash': 'web-old' }

export const appears = (name: string, parts: Parts = {}): TraceEvent => pod(name, { type: 'ADDED', ...parts })
export const ready = (name: string, parts: Parts = {}): TraceEvent => pod(name, { status: READY, ...parts })
export const unready = (name: string, parts: Parts = {}): TraceEvent =>
  pod(name, { status: { phase: 'Running' }, ...parts })
/** The deletion of a Pod that was ready. */
export const ends = (name: string, { metadata, ...parts }: Parts = {}): TraceEvent =>
  pod(name, { status: READY, ...parts, metadata: { ...metadata, ...GONE } })
export const goes = (name: string, parts: Parts = {}): TraceEvent => ends(name, { type: 'DELETED', ...parts })
/** Comes and is ready at once. */
export const comes = (name: string, parts: Parts = {}): TraceEvent[] => [appears(name, parts), ready(name, parts)]
export const old: Parts = { metadata: { labels: OLD } }

export const settled = (parts: { rests?: boolean; moving?: string[] } = {}): TraceEvent => ({
  kind: 'settled',
  rests: true,
  tookMs: 1,
  how: '1 rounds',
  moving: [],
  ...parts,
})

export const acts = (verb: Action['verb'], resource: string, name: string, rest: Partial<Action> = {}): TraceEvent => ({
  kind: 'action',
  own: false,
  verb,
  resource,
  name,
  ...rest,
})

/** An object of another resource as a watch brings it. */
export const thing = (resource: string, name: string, type: Type = 'ADDED', parts: Parameters<typeof object>[1] = {}) =>
  seen(resource, type, object(name, parts))

/** Which entry breaks the invariant, or undefined where none may. */
export type Case = [title: string, events: readonly TraceEvent[], breaks?: { at: number; name?: string } | undefined]

/** Asks the invariant of each history, and of one cut off before the entry that breaks it: that one holds. */
export function judges(invariant: Invariant, cases: readonly Case[], parts: Partial<Header> = {}): void {
  const headerOfAll = header({ kind, marks: marks({ label: MARKER }), ...parts })
  for (const [title, events, breaks] of cases)
    it(`${breaks ? 'refuses' : 'accepts'} ${title}`, () => {
      const trace = history(...events)
      const told = invariant.breaches({ header: headerOfAll, trace })
      expect(told.map((breach) => breach.at)).to.deep.equal(breaks ? [breaks.at] : [])
      if (!breaks) return
      if (breaks.name !== undefined) expect(told[0]?.cause?.name).to.equal(breaks.name)
      expect(told[0]?.cause).to.include.keys('verb', 'resource')
      const before = { header: headerOfAll, trace: prefix(trace, breaks.at) }
      expect(invariant.breaches(before), 'before the breach').to.deep.equal([])
    })
}
