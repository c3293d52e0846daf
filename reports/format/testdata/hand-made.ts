import { createHash } from 'node:crypto'
import type { Evidence } from '../evidence.ts'
import type { Violation } from '../judgements.ts'
import type { Guarantee } from '../ledger.ts'
import { type Deviation, parseRunInfo, type RunInfoInput } from '../run-info.ts'
import type { Scenario } from '../scenarios.ts'
import type { ActionEntry, Trace, TraceEntry } from '../trace.ts'

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

/** A violation seen by a Then, of a guarantee. */
export function violation(guarantee: string, more: Partial<Violation> = {}): Violation {
  return { guarantee, source: 'then', sentence: 'only Pod "web-0" exists', because: 'too early', at: 0, ...more }
}

/** A declared deviation, recognised by the violation that `violation` makes. */
export function deviation(guarantee: string, more: Partial<Deviation> = {}): Deviation {
  return {
    guarantee,
    instead: 'they come at once',
    url: `https://a.org/${guarantee}`,
    shows: [{ broken: 'only Pod "web-0" exists', because: 'too early' }],
    place: 'deviations.yaml:1',
    ...more,
  }
}

/** An example that shows a deviation and breaks nothing else. */
export function deviating(address: string, of: Deviation, more: Partial<Scenario> = {}): Scenario {
  const failures = [{ ...violation(of.guarantee), deviation: of }]
  return example(address, {
    ...{ guarantees: [of.guarantee], charged: [of.guarantee], ending: 'documented deviation', because: 'too early' },
    failures,
    ...more,
  })
}

/** An informative example that fails. */
export function informativeExample(address: string, guarantees = ['SS-ORD-001']): Scenario {
  const failures = guarantees.map((id) => ({ ...violation(id), informative: true }))
  const because = 'too early'
  return example(address, { guarantees, charged: [], ending: 'informative', informative: true, because, failures })
}

/** An example that checks the guarantees of its `guarantees`; a broken one charges its failures, or else these. */
export function example(address: string, more: Partial<Scenario> = {}): Scenario {
  const { guarantees = ['SS-ORD-001'], ending = 'conformant', because = '' } = more
  const charged = more.failures?.map(({ guarantee }) => guarantee) ?? more.charged ?? guarantees
  const failures = ending === 'non-conformant' ? charged.map((id) => violation(id, { because })) : []
  return {
    address,
    uri: `features/${address.split(' ')[0]}.feature`,
    line: 7,
    title: `${address.split(' ')[1]} an example`,
    feature: 'Ordered creation',
    rule: 'Pods MUST be created in order',
    ...{ guarantees, ending, because, failures, notJudged: [] },
    informative: false,
    steps: [],
    charged: ending === 'non-conformant' ? charged : [],
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
  return { run: parseRunInfo(run, 'run.json'), scenarios, problems, wallMs, statusManagers: [], traceOf: () => trace }
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
    seq: 0,
    at,
    kind: 'seen',
    resource: 'pods',
    type: type as 'ADDED' | 'MODIFIED' | 'DELETED',
    object: { metadata, status },
  }
}

type Timed = Omit<TraceEntry, 'seq'>

/** A trace of the given entries, numbered in their order. */
export function traceOf(...entries: Timed[]): Trace {
  const header: Trace['header'] = {
    version: 2,
    run: 'a-run',
    example: 'ordering/creation [3]',
    guarantees: ['SS-ORD-002'],
    namespace: 'ns-1',
    marks: { label: 'example.org/marker' },
  }
  return { header, entries: entries.map((entry, seq) => ({ ...entry, seq }) as TraceEntry) }
}

/** The text of a trace file, as the suite writes it. */
export function sealed({ header, entries }: Trace): string {
  let digest = ''
  const lines = [header, ...entries].map((line) => {
    digest = createHash('sha256').update(digest).update(JSON.stringify(line)).digest('base64url').slice(0, 22)
    return `${JSON.stringify({ ...line, digest })}\n`
  })
  return lines.join('')
}

/** Something that the suite did: creates web unless said otherwise. */
export function action(at: number, more: Partial<ActionEntry> = {}): ActionEntry {
  const body = { kind: 'StatefulSet', metadata: { name: 'web' } }
  return { seq: 0, at, kind: 'action', own: false, verb: 'create', resource: 'statefulsets', name: 'web', body, ...more }
}
