import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  After,
  AfterAll,
  AfterStep,
  Before,
  BeforeAll,
  BeforeStep,
  context,
  defineParameterType,
  type HookTarget,
  setDefaultTimeout,
  setParallelCanAssign,
  setWorldConstructor,
} from '@cucumber/cucumber'
import { type Pickle, PickleStepType } from '@cucumber/messages'
import { AssertionError } from 'chai'
import { type Judgement, judge, phaseOf, writeTrace } from '../judge/index.ts'
import type { Keyword } from '../observe/trace.ts'
import { stretched, waits } from '../patience/index.ts'
import { abortReason } from './abort-run.ts'
import { addressOf, guaranteesOf, traceFileOf } from './address.ts'
import { HarnessError } from './errors.ts'
import { parameterTypes } from './phrases.ts'
import { Session, type SessionParameters, sharesCluster } from './session.ts'
import { ConformanceWorld } from './world.ts'

const JUDGEMENT = 'application/vnd.statefulset-conformance.judgement+json'
const KEYWORDS = {
  [PickleStepType.CONTEXT]: 'Given',
  [PickleStepType.ACTION]: 'When',
  [PickleStepType.OUTCOME]: 'Then',
  [PickleStepType.UNKNOWN]: 'Given',
} as const satisfies Record<PickleStepType, Keyword>

for (const parameterType of parameterTypes) defineParameterType(parameterType)
// Every wait of the suite has its own maximum; cucumber's must not be the one that ends a step.
setDefaultTimeout(stretched(waits.namespaceEmpties.ms) * 10)
setWorldConstructor(ConformanceWorld)

// An action on a controller or a node affects all workers that share it.
const EXCLUSIVE = [
  '@needs-controller-restart',
  '@needs-refusals',
  '@needs-forget',
  '@needs-clock',
  '@needs-drain',
  '@needs-node-fault',
]
const isExclusive = ({ tags }: Pick<Pickle, 'tags'>) => tags.some(({ name }) => EXCLUSIVE.includes(name))
let shared = true
// The ES module of cucumber 13.3 exports the enumeration as a type only.
BeforeAll({ on: 'COORDINATOR' as HookTarget }, () => {
  shared = sharesCluster(context.parameters as SessionParameters)
})
setParallelCanAssign((next, running) => !shared || running.length === 0 || ![next, ...running].some(isExclusive))

let session: Session

BeforeAll(async () => {
  session = await Session.open(context.parameters as SessionParameters)
})

AfterAll(async () => {
  await session?.close()
})

Before({ name: 'a namespace of its own' }, async function (this: ConformanceWorld, { pickle }) {
  Session.userAgent = `statefulset-conformance (${addressOf(pickle)}; ${guaranteesOf(pickle).join(' ')})`
  const reason = await session.unavailable(pickle)
  if (reason === undefined) {
    await this.enter(session, pickle)
    return undefined
  }
  this.writeHeader(session, pickle, '')
  this.trace.add({ kind: 'skipped', reason })
  return 'skipped'
})

BeforeStep(async function (this: ConformanceWorld, { pickleStep }) {
  const keyword = KEYWORDS[pickleStep.type ?? PickleStepType.UNKNOWN]
  const last = this.trace.entries.findLast((entry) => entry.kind === 'step')?.keyword
  const { settle, barrier, opensWindow } = phaseOf(last, keyword)
  this.step = pickleStep
  if (this.session.parameters.restarts && last !== undefined && !this.target.stopped)
    await this.control.restartController()
  if (barrier) await this.observation.seenByController()
  if (settle) await this.settle()
  if (opensWindow) this.expectations.openWindow(pickleStep)
  this.trace.add({ kind: 'step', keyword, text: pickleStep.text })
})

AfterStep(async function (this: ConformanceWorld, { error }: { error?: unknown }) {
  if (error !== undefined && !(error instanceof AssertionError)) this.failed(error)
  this.stepEnds()
})

After({ name: 'the judge' }, async function (this: ConformanceWorld, { pickle, result }) {
  if (this.header.namespace !== '') await end(this, result?.exception?.type === 'AssertionError')
  this.trace.add({ kind: 'ended' })
  const judgement = judge(this)
  await record(this, traceFileOf(pickle), judgement)
  raise(judgement, result?.status === 'FAILED')
})

/** Judges the Thens after a failed step, and leaves the namespace. */
async function end(world: ConformanceWorld, isBroken: boolean): Promise<void> {
  const { observation, header } = world
  try {
    const why = abortReason()
    if (why) throw new HarnessError(`the run has ended early: ${why}`)
    if (isBroken) await world.expectations.judgeRemaining()
    await observation.confirmed()
    const deleted = await session.isNamespaceDeleted(header.namespace)
    if (deleted) throw new HarnessError(`somebody deleted ${header.namespace} while the scenario was at work in it`)
  } catch (error) {
    world.failed(error)
  }
  await world.leave().catch((error: unknown) => world.failed(error))
}

/** Writes the trace, and attaches its verdict to the cucumber messages. */
async function record(world: ConformanceWorld, file: string, judgement: Judgement): Promise<void> {
  const { header, trace, session: ofWorld } = world
  const { folder } = (ofWorld ?? session).parameters
  await mkdir(join(folder, 'traces'), { recursive: true })
  await writeFile(join(folder, file), writeTrace({ header, entries: trace.entries }))
  world.attach(JSON.stringify({ judgement, trace: file }), JUDGEMENT)
}

/** Fails the scenario for a verdict for which no step has failed, so that cucumber's own reports agree with it. */
function raise(judgement: Judgement, failed: boolean): void {
  if (failed) return
  if (judgement.outcome === 'harness error') throw new HarnessError(judgement.message)
  if (judgement.outcome !== 'broken') return
  const lines = judgement.violations.map(({ guarantee, sentence, because }) => `${guarantee}: ${sentence}: ${because}`)
  const [{ expected, seen } = {}] = judgement.violations
  throw new AssertionError(lines.join('\n'), { expected, actual: seen })
}
