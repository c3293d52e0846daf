/** The process in which the tests of one file run; worker-process.ts starts and watches it. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { freshModules } from './fresh-modules.ts'
import type { Answer, Coverage, DryRun, MutationRun, Request } from './protocol.ts'
import { runTests } from './run-tests.ts'
import { mock, type RegisteredTest, registered } from './test-registry.ts'

/** What instrumented code reads and writes: the names are Stryker's. */
interface Switches {
  activeMutant?: string | undefined
  currentTestId?: string | undefined
  mutantCoverage?: Coverage | undefined
  hitCount?: number | undefined
  hitLimit?: number | undefined
}
const switches: Switches = {}
Object.assign(globalThis, { __stryker__: switches })

// A test may replace the clock of the process.
const { setTimeout, clearTimeout, setImmediate } = globalThis
const now = performance.now.bind(performance)

/** Whose error it is that no test awaits: that of the mutation that runs, or of an earlier one. */
const running = new AsyncLocalStorage<(error: unknown) => void>()
for (const event of ['uncaughtException', 'unhandledRejection'])
  process.on(event, (error) => {
    const fail = running.getStore()
    if (!fail) process.exit(1)
    fail(error)
  })

let load: () => Promise<RegisteredTest[]> = () => Promise.reject(new Error('the worker was not opened'))

process.on('message', async (request: Request) => {
  process.send?.(await answer(request))
})

async function answer(request: Request): Promise<Answer> {
  if (request.kind === 'dry-run')
    return dryRun().catch((error: unknown): Answer => ({ kind: 'failed', because: described(error) }))
  if (request.kind === 'mutation') return mutation(request)
  const fresh = freshModules(new Map([[request.file, request.code]]), import.meta.resolve('./test-registry.ts'))
  load = () => registered(request.tests, fresh())
  return { kind: 'opened' }
}

/** Forward and backward: with a mutation only some of the tests run, so none may need another. */
async function dryRun(): Promise<DryRun> {
  const forward = await timed((places) => places)
  await timed((places) => places.reverse()).catch((error: unknown) => {
    throw new Error('in reverse order', { cause: error })
  })
  return { kind: 'passed', ...forward, coverage: switches.mutantCoverage ?? { static: {}, perTest: {} } }
}

async function timed(order: (places: number[]) => number[]): Promise<Pick<DryRun, 'loadMs' | 'testsMs'>> {
  const started = now()
  const testsMs: number[] = []
  let loadMs = 0
  await apart(async () => {
    const tests = await load()
    loadMs = now() - started
    await runTests(tests, order([...tests.keys()]), {
      starts: (index) => {
        switches.currentTestId = String(index)
        testsMs[index] = now()
      },
      ends: (index) => {
        switches.currentTestId = undefined
        testsMs[index] = now() - testsMs[index]!
      },
    })
  })
  return { loadMs, testsMs }
}

async function mutation({ id, tests: wanted, hitLimit, limitMs }: MutationRun): Promise<Answer> {
  Object.assign(switches, { activeMutant: id, hitCount: 0, hitLimit })
  const nothing = () => undefined
  const tests = apart(async () => {
    const tests = await load()
    await runTests(tests, wanted === 'all' ? [...tests.keys()] : wanted, { starts: nothing, ends: nothing })
  })
  const { promise: late, resolve } = Promise.withResolvers<Answer>()
  const timer = setTimeout(() => resolve({ kind: 'did not end', goesOn: true }), limitMs).unref()
  const ended = tests.then(
    (): Answer => ({ kind: 'survived' }),
    (error: unknown): Answer => ({
      kind: error instanceof Stuck ? 'did not end' : 'killed',
      goesOn: error instanceof OutsideOfTests,
    }),
  )
  const verdict = await Promise.race([ended, late])
  clearTimeout(timer)
  mock.reset()
  switches.activeMutant = undefined
  return verdict
}

/** Fails too by an error that no test awaits, and when nothing is left that could end the tests. */
async function apart(run: () => Promise<void>): Promise<void> {
  const { promise: failed, reject } = Promise.withResolvers<never>()
  const stuck = () => reject(new Stuck('nothing is left that could end the test'))
  process.once('beforeExit', stuck)
  process.channel?.unref()
  // Node reports a rejection that nobody handles when the task that caused it is over.
  const whole = () => run().then(() => new Promise<void>((resolve) => void setImmediate(resolve)))
  const outside = (error: unknown) => reject(new OutsideOfTests('an error outside of the tests', { cause: error }))
  try {
    await running.run(outside, () => Promise.race([whole(), failed]))
  } finally {
    process.channel?.ref()
    process.off('beforeExit', stuck)
  }
}

class OutsideOfTests extends Error {}
class Stuck extends Error {}

function described(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${error.message}: ${described(error.cause)}`
}
