import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readMessages } from './messages.ts'
import { parseRunInfo, type RunInfo, type RunInfoInput } from './run-info.ts'
import { judgeScenario, type Scenario } from './scenarios.ts'
import { readTrace, type Trace, validateTrace } from './trace.ts'

/** Everything that a run left behind: what ran, how each scenario ended, and what is missing or damaged. */
export interface Evidence {
  run: RunInfo
  scenarios: Scenario[]
  problems: string[]
  /** Milliseconds from the first scenario's start to the last one's end; 0 where it is not known. */
  wallMs: number
  /** Who wrote the status of the workloads, by field manager. */
  statusManagers: string[]
  traceOf(scenario: Scenario): Trace | undefined
}

const TRACES = 'traces'

/** Reads the evidence of a run. Nothing here throws for missing evidence: it is a problem, and a problem is a harness error. */
export function readEvidence(folder: string, given?: RunInfoInput): Evidence {
  const problems: string[] = []
  const attempt = <T>(otherwise: T, read: () => T): T => {
    try {
      return read()
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error))
      return otherwise
    }
  }
  const run = attempt(parseRunInfo({}, 'run.json'), () => readRun(folder, given))
  const messages = attempt({ scenarios: [], problems: [], wallMs: 0 }, () =>
    readMessages(join(folder, 'messages.ndjson')),
  )
  const scenarios = messages.scenarios.map((each) => judgeScenario(each, run.deviations))
  problems.push(...messages.problems, ...repeatedAddresses(scenarios), ...sharedTraces(scenarios))
  const traces = checkedTraces(folder, scenarios)
  problems.push(...traces.problems, ...unnamedTraces(folder, scenarios))
  const { statusManagers } = traces
  const { wallMs } = messages
  return { run, scenarios, problems, wallMs, statusManagers, traceOf: (scenario) => traceOf(folder, scenario) }
}

function readRun(folder: string, given: RunInfoInput | undefined): RunInfo {
  const file = join(folder, 'run.json')
  return parseRunInfo(given ?? JSON.parse(readFileSync(file, 'utf8')), file)
}

/** The trace of a scenario, if it has one that can be read. */
export function traceOf(folder: string, { trace }: Scenario): Trace | undefined {
  try {
    return trace === undefined ? undefined : readTrace(join(folder, trace))
  } catch {
    return undefined
  }
}

// An outline's rows share one title; only two different examples with one address are a mistake.
function repeatedAddresses(scenarios: Scenario[]): string[] {
  const titles = new Map<string, string>()
  return scenarios.flatMap(({ address, title }) => {
    const first = titles.get(address) ?? title
    titles.set(address, first)
    return first === title ? [] : [`two examples have the address ${address}: "${first}" and "${title}"`]
  })
}

// The second example has overwritten the trace of the first: neither verdict could be proven.
function sharedTraces(scenarios: Scenario[]): string[] {
  const owners = new Map<string, string>()
  return scenarios.flatMap((scenario) => {
    const { trace } = scenario
    if (trace === undefined) return []
    const owner = owners.get(trace)
    owners.set(trace, owner ?? placeOf(scenario))
    return owner ? [`two examples name the same trace ${trace}: ${owner} and ${placeOf(scenario)}`] : []
  })
}

// An example whose messages are gone has no verdict, but it did run.
function unnamedTraces(folder: string, scenarios: Scenario[]): string[] {
  if (scenarios.length === 0) return []
  const named = new Set(scenarios.map(({ trace }) => trace))
  const written = existsSync(join(folder, TRACES)) ? readdirSync(join(folder, TRACES)) : []
  return written
    .map((name) => `${TRACES}/${name}`)
    .filter((trace) => trace.endsWith('.jsonl') && !named.has(trace))
    .map((trace) => `${trace}: no example of messages.ndjson has this trace: messages are missing`)
}

const placeOf = ({ address, uri, line }: Scenario) => `${address} (${uri}:${line})`

function checkedTraces(folder: string, scenarios: Scenario[]): Pick<Evidence, 'problems' | 'statusManagers'> {
  const managers = new Set<string>()
  const problems = scenarios.flatMap(({ address, trace }) => {
    if (trace === undefined) return []
    if (!existsSync(join(folder, trace))) return [`${address}: its trace ${trace} was not written`]
    try {
      for (const manager of validateTrace(join(folder, trace), address).statusManagers ?? []) managers.add(manager)
      return []
    } catch (error) {
      return [`${address}: its trace is damaged: ${(error as Error).message}`]
    }
  })
  return { problems, statusManagers: [...managers].sort() }
}
