import type { KubeObject } from '../client/index.ts'
import { type Header, type Marks, TRACE_VERSION, Trace, type TraceEvent } from './trace.ts'

/** For tests: a history made by hand. */
export function history(...events: TraceEvent[]): Trace {
  let now = 0
  const trace = new Trace(() => now++)
  for (const event of events) trace.add(event)
  return trace
}

type Parts = Omit<Partial<KubeObject>, 'metadata'> & { metadata?: Partial<KubeObject['metadata']> }

/** An object with a uid and a version; `parts` say what else it has. */
export const object = (name: string, { metadata, ...rest }: Parts = {}): KubeObject => ({
  metadata: { name, uid: `uid-of-${name}`, resourceVersion: '1', ...metadata },
  ...rest,
})

/** An event of a watch. */
export const seen = (resource: string, type: 'ADDED' | 'MODIFIED' | 'DELETED', what: KubeObject): TraceEvent => ({
  kind: 'seen',
  resource,
  type,
  object: what,
})

/** One turn of the event loop: what is due by then has happened. */
export const aTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** The marks of the suite, or some of them by other names. */
export const marks = (parts: Partial<Marks> = {}): Marks => ({
  label: 'example.com/marker',
  finalizer: 'example.com/linger',
  gate: 'example.com/ready',
  generationBump: 'revisionHistoryLimit',
  ...parts,
})

/** The header of a trace of an example about SS-ORD-001. */
export const header = (parts: Partial<Header> = {}): Header => ({
  version: TRACE_VERSION,
  run: 'run',
  example: 'ordering/creation [1]',
  guarantees: ['SS-ORD-001'],
  exempt: [],
  namespace: 'run-0-1',
  kind: { group: 'apps', version: 'v1', plural: 'statefulsets', kind: 'StatefulSet', namespaced: true },
  capabilities: ['global-order'],
  marks: marks(),
  ...parts,
})
