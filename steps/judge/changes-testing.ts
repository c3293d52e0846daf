import { it } from 'node:test'
import { expect } from 'chai'
import type { KubeObject } from '../client/index.ts'
import { header, history, marks, type object } from '../observe/testing.ts'
import type { Action, TraceEvent } from '../observe/trace.ts'
import { unexpected } from './expectations/index.ts'
import { acts, kind, MARKER, ownedBy, pod, set, thing } from './invariants/testing.ts'

export const CLAIMS = 'persistentvolumeclaims'
export const REVISIONS = 'controllerrevisions'
export const window: TraceEvent = { kind: 'window' }
export const expects = (phrase: string, ...args: unknown[]): TraceEvent => ({
  kind: 'expectation',
  phrase,
  args,
  text: phrase,
})
export const names = (what: string, ...all: string[]) => ({ what, names: all })
export const created = (...pods: string[]) => expects('{exactly} was/were {verb}', names('Pod', ...pods), 'created')
export const deleted = (...pods: string[]) => expects('{exactly} was/were {verb}', names('Pod', ...pods), 'deleted')
export const patches = (resource: string, name: string, body: unknown, rest: Partial<Action> = {}) =>
  acts('patch', resource, name, { body, ...rest })
export const revision = (
  name: string,
  type: 'ADDED' | 'MODIFIED' | 'DELETED' = 'ADDED',
  parts: Parameters<typeof object>[1] = {},
) => thing(REVISIONS, name, type, { metadata: { ownerReferences: ownedBy('web') }, ...parts })

export const labelled = (
  labels: Record<string, string>,
  annotations: Record<string, string> = {},
): Partial<KubeObject['metadata']> => ({
  labels: { 'controller-revision-hash': 'web-new', 'statefulset.kubernetes.io/pod-name': 'web-0', ...labels },
  annotations,
  ownerReferences: ownedBy('web'),
})
export const held = (type: 'ADDED' | 'MODIFIED' | 'DELETED', finalizers: string[], parts: object = {}) =>
  pod('web-0', { type, metadata: { finalizers, ownerReferences: ownedBy('web'), ...parts } })
export const gone = { deletionTimestamp: '2030-01-01T00:00:00Z' }
export const templates = { volumeClaimTemplates: [{ metadata: { name: 'data' } }] }
export const added = set({ type: 'ADDED' })
export const withTemplates = set({ type: 'ADDED', spec: templates })
export const changedTemplate = set({ spec: { template: 2 } })
export const template = patches('clonesets', 'web', { spec: { template: 2 } })

export type Case = [title: string, events: TraceEvent[], told: string[]]

/** Asks of the last window of each history what changed in it that nobody spoke of. */
export function tells(cases: readonly Case[]): void {
  for (const [title, events, expected] of cases)
    it(`is ${expected.length === 0 ? 'not' : 'told:'} ${title}`, () => {
      const trace = history(...events)
      const from = trace.entries.findLast((entry) => entry.kind === 'window')?.seq ?? 0
      const told = unexpected({ header: header({ kind, marks: marks({ label: MARKER }) }), trace, from })
      expect(
        told.map(({ resource, name, what, fields }) => [`${resource}/${name}`, what, ...fields].join(' ')),
      ).to.deep.equal(expected)
    })
}
