import type { Evidence } from '../evidence.ts'
import type { Guarantee } from '../ledger.ts'
import { parseRunInfo, type RunInfoInput } from '../run-info.ts'
import type { Scenario } from '../scenarios.ts'
import type { Trace, TraceEntry } from '../trace.ts'

/** A row of a ledger, checked and core unless said otherwise. */
export function row(id: string, more: Partial<Guarantee> = {}): Guarantee {
  return {
    id,
    family: 'ordering',
    title: `title of ${id}`,
    sentence: `sentence of ${id}`,
    source: ['KEP-1'],
    level: 'documented',
    profile: 'core',
    needs: [],
    since: '1.5',
    state: 'checked',
    ...more,
  }
}

/** An example that checks the guarantees of its `guarantees`. */
export function example(address: string, more: Partial<Scenario> = {}): Scenario {
  return {
    address,
    uri: `features/${address.split(' ')[0]}.feature`,
    title: `${address.split(' ')[1]} an example`,
    feature: 'Ordered creation',
    rule: 'Pods MUST be created in order',
    guarantees: ['SS-ORD-001'],
    steps: [],
    charged: more.guarantees ?? ['SS-ORD-001'],
    ending: 'conformant',
    because: '',
    step: '',
    tookMs: 2_000,
    ...more,
  }
}

interface Setting {
  run?: RunInfoInput
  trace?: Trace
}

/** Evidence that was never written to a disk. */
export function evidence(
  scenarios: Scenario[],
  { run = {}, problems = [], trace, wallMs = 0 }: Partial<Pick<Evidence, 'problems' | 'wallMs'>> & Setting = {},
): Evidence {
  return { run: parseRunInfo(run, 'run.json'), scenarios, problems, wallMs, traceOf: () => trace }
}

/** A sighting of a Pod. */
export function sighting(
  at: number,
  name: string,
  { type = 'MODIFIED', phase = 'Running', ready = false, terminating = false, uid = name, revision = 'web-1' } = {},
): TraceEntry {
  const labels = { 'controller-revision-hash': revision }
  const metadata = { name, uid, labels, ...(terminating ? { deletionTimestamp: '2026-11-21T05:00:00Z' } : {}) }
  const status = { phase, conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] }
  return {
    seq: at,
    at,
    kind: 'seen',
    resource: 'pods',
    type: type as 'ADDED' | 'MODIFIED' | 'DELETED',
    object: { metadata, status },
  }
}

/** A trace of the given entries. */
export function traceOf(...entries: TraceEntry[]): Trace {
  return { address: 'ordering/creation [3]', guarantees: ['SS-ORD-002'], entries }
}

/** Something that was done. */
export function deed(at: number, text: string, own = false): TraceEntry {
  return { seq: at, at, kind: 'did', text, own }
}
