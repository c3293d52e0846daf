import { header, object, seen } from '../observe/testing.ts'
import { type EntryOf, Trace } from '../observe/trace.ts'
import { monotonic } from '../patience/index.ts'
import type { Scene } from './scene.ts'

/** For tests: a set at a generation, and the one that its controller has reported. */
export const web = (generation: number, observedGeneration: number, parts: object = {}) =>
  object('web', {
    metadata: { generation },
    spec: { revisionHistoryLimit: 10 },
    status: { observedGeneration },
    ...parts,
  })
/** A scene in which all is at rest and everybody answers, and the log of what was asked of it. */
export function scene(parts: Partial<Scene> = {}) {
  const began = monotonic()
  const trace = new Trace(() => monotonic() - began)
  const asked: string[] = []
  const ask = (what: string) => {
    if (asked.at(-1) !== what) asked.push(what)
  }
  let generation = 1
  const patch = async (_ref: unknown, _type: unknown, body: unknown) => {
    ask('bump')
    generation += 1
    const { spec } = body as { spec: { revisionHistoryLimit: number } }
    const changed = object('web', { metadata: { generation }, spec, status: { observedGeneration: generation } })
    trace.add(seen('statefulsets', 'MODIFIED', changed))
    return changed as never
  }
  const answering: Scene = {
    api: { patch },
    header: header(),
    trace,
    volumeBinding: 'Immediate',
    disconnectedNodes: new Set(),
    driver: { idle: async () => ask('driver') },
    sentinel: {
      probe: async () => {
        ask('sentinel')
        return true
      },
    },
    stopped: false,
    generations: { silent: false },
    restless: { proven: false },
    loop: () => undefined,
    barrier: { pass: async () => ask('barrier') },
    reconnecting: () => undefined,
    confirmed: async () => {},
    upTo: async () => true,
    ...parts,
  }
  trace.add(seen('statefulsets', 'ADDED', web(1, 1)))
  const last = () => trace.entries.findLast((entry) => entry.kind === 'settled') as EntryOf<'settled'>
  return { scene: answering, trace, asked, ask, last }
}

/** A Pod that is not under way to another state. */
export const pod = (name: string) =>
  seen('pods', 'ADDED', object(name, { spec: { containers: [], schedulingGates: [{ name: 'x' }] } }))
