import { type Instrumented, instrument, type Mutation } from './instrument.ts'
import type { Coverage, DryRun, MutationRun } from './protocol.ts'
import { startWorker, type WorkerProcess } from './worker-process.ts'

export interface Outcome extends Mutation {
  readonly verdict: 'killed' | 'did not end' | 'survived' | 'not covered'
}

/** A test may take this much longer with a mutation than without, on a machine that has other work. */
const SLOWER = 3
const PATIENCE_MS = 4000
/** For what runs once: the start of a worker, and the dry run. */
const ONCE_MS = 120_000
/** Node keeps each load of a module: a worker that has loaded them this often is replaced. */
const MUTATIONS_PER_WORKER = 150

/** Finds out of each mutation of the file whether the tests notice it. */
export async function mutate(
  file: string,
  tests: readonly string[],
  patienceMs = PATIENCE_MS,
): Promise<readonly Outcome[]> {
  if (tests.length === 0)
    throw new Error(`no test covers ${file}: write one, or name those that do in steps/mutation/subjects.ts`)
  const instrumented = await instrument(file)
  const workers = workersFor(instrumented, tests)
  try {
    const dryRun = await workers.dryRun()
    const outcomes: Outcome[] = []
    for (const mutation of instrumented.mutations) {
      const run = runOf(mutation.id, dryRun, patienceMs)
      outcomes.push({ ...mutation, verdict: run ? await workers.verdict(run) : 'not covered' })
    }
    return outcomes
  } finally {
    workers.stop()
  }
}

/** One worker after another, each as long as it is fit for work. */
function workersFor({ file, code }: Instrumented, tests: readonly string[]) {
  let current: WorkerProcess | undefined
  let done = 0
  const stop = () => {
    current?.stop()
    current = undefined
  }
  const fit = async (): Promise<WorkerProcess> => {
    if (done >= MUTATIONS_PER_WORKER) stop()
    if (current) return current
    done = 0
    current = startWorker()
    const opened = await current.ask({ kind: 'open', file, code, tests }, ONCE_MS)
    if (opened.kind !== 'opened') throw new Error(`the worker for ${file} did not start: ${opened.kind}`)
    return current
  }
  return {
    stop,
    dryRun: async (): Promise<DryRun> => {
      const reply = await (await fit()).ask({ kind: 'dry-run' }, ONCE_MS)
      if (reply.kind === 'passed') return reply
      const because = reply.kind === 'failed' ? reply.because : reply.kind
      throw new Error(`the tests of ${file} must pass before it is mutated (${tests.join(', ')}): ${because}`)
    },
    verdict: async (run: MutationRun): Promise<Outcome['verdict']> => {
      const worker = await fit()
      done++
      const reply = await worker.ask({ kind: 'mutation', ...run }, 2 * run.limitMs)
      if (reply.kind === 'survived') return 'survived'
      if (!('goesOn' in reply) || reply.goesOn) stop()
      return reply.kind === 'no answer' || reply.kind === 'did not end' ? 'did not end' : 'killed'
    },
  }
}

/** Undefined if no test covers the mutation. What is passed while modules are loaded or hooks run concerns all tests. */
function runOf(id: string, { coverage, loadMs, testsMs }: DryRun, patienceMs: number): MutationRun | undefined {
  const covering = [...testsMs.keys()].filter((index) => coverage.perTest[index]?.[id])
  const tests = coverage.static[id] ? 'all' : covering
  if (tests.length === 0) return undefined
  const ms = (tests === 'all' ? testsMs : covering.map((index) => testsMs[index]!)).reduce((sum, each) => sum + each, 0)
  return {
    id,
    tests,
    hitLimit: 1000 + 100 * passed(id, coverage),
    limitMs: Math.ceil(patienceMs + SLOWER * (loadMs + ms)),
  }
}

const passed = (id: string, coverage: Coverage): number =>
  [coverage.static, ...Object.values(coverage.perTest)].reduce((sum, each) => sum + (each[id] ?? 0), 0)
