import type { KubeObject } from '../client/index.ts'
import { type Happening, Trace } from './trace.ts'

/** For tests: a history made by hand. */
export function history(...happenings: Happening[]): Trace {
  let now = 0
  const trace = new Trace(() => now++)
  for (const happening of happenings) trace.add(happening)
  return trace
}

type Parts = Omit<Partial<KubeObject>, 'metadata'> & { metadata?: Partial<KubeObject['metadata']> }

/** An object with a uid and a version; `parts` say what else it has. */
export const object = (name: string, { metadata, ...rest }: Parts = {}): KubeObject => ({
  metadata: { name, uid: `uid-of-${name}`, resourceVersion: '1', ...metadata },
  ...rest,
})

/** An event of a watch. */
export const seen = (resource: string, type: 'ADDED' | 'MODIFIED' | 'DELETED', what: KubeObject): Happening => ({
  kind: 'seen',
  resource,
  type,
  object: what,
})

/** One turn of the event loop: what is due by then has happened. */
export const aTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
