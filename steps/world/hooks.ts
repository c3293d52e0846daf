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
  setDefaultTimeout,
  setWorldConstructor,
} from '@cucumber/cucumber'
import { PickleStepType } from '@cucumber/messages'
import { demandHistory } from '../observe/await-trace.ts'
import { brokenInvariants } from '../observe/invariants.ts'
import { stretched, waits } from '../patience/index.ts'
import { abandoned } from './abandon.ts'
import { addressOf, guaranteesOf } from './address.ts'
import { GuaranteeBroken, HarnessError } from './errors.ts'
import { LINGER_FINALIZER, MARKER_LABEL } from './labels.ts'
import './parameter-types.ts'
import { Session, type SessionParameters } from './session.ts'
import { ConformanceWorld } from './world.ts'

const JSON_TYPE = 'application/vnd.statefulset-conformance'
const KEYWORDS = {
  [PickleStepType.CONTEXT]: 'Given',
  [PickleStepType.ACTION]: 'When',
  [PickleStepType.OUTCOME]: 'Then',
  [PickleStepType.UNKNOWN]: 'Given',
} as const

// Every wait of the suite has its own maximum; cucumber's must not be the one that speaks.
setDefaultTimeout(stretched(waits.namespaceEmpties.ms) * 10)
setWorldConstructor(ConformanceWorld)

let session: Session

BeforeAll(async () => {
  session = await Session.open(context.parameters as SessionParameters)
})

AfterAll(async () => {
  await session?.close()
})

Before({ name: 'a namespace of its own' }, async function (this: ConformanceWorld, { pickle }) {
  this.address = addressOf(pickle)
  this.guarantees = guaranteesOf(pickle)
  Session.asker = `statefulset-conformance (${this.address}; ${this.guarantees.join(' ')})`
  const reason = await session.unavailable(pickle.tags.map(({ name }) => name))
  if (reason) {
    this.attach(JSON.stringify({ reason }), `${JSON_TYPE}.not-applicable+json`)
    return 'skipped'
  }
  await this.enter(session, labelOf(this.address))
})

BeforeStep(async function (this: ConformanceWorld, { pickleStep }) {
  const keyword = KEYWORDS[pickleStep.type ?? PickleStepType.UNKNOWN]
  const last = this.trace.entries.findLast((entry) => entry.kind === 'step')
  const together = keyword === 'When' && last?.kind === 'step' && last.keyword === 'When'
  if (together) await this.noticed()
  else if (keyword !== 'Then') await this.settled()
  if (keyword === 'When' && !together) {
    this.windowStart = this.trace.length
    this.accounted.clear()
  }
  // A state is made of deeds in their order: each has its effect before the next.
  if (keyword === 'Given' && this.workload()) await this.settled()
  this.trace.add({ kind: 'step', keyword, text: pickleStep.text })
})

AfterStep(async function (this: ConformanceWorld, { error }: { error?: unknown }) {
  if (!(error instanceof GuaranteeBroken)) return
  const { message, expected, seen } = error
  this.attach(
    JSON.stringify({ sentence: this.guarantees.join(', '), expected, seen, because: message, reproduce: deeds(this) }),
    `${JSON_TYPE}.failure+json`,
  )
})

After(
  { name: 'invariants hold and nothing stays behind' },
  async function (this: ConformanceWorld, { pickle, result }) {
    if (!this.namespace) return
    if (abandoned()) throw new HarnessError(`the run has ended early: ${abandoned()}`)
    await this.seenAll()
    await record(this)
    const taken = await session.isTaken(this.namespace)
    await this.leave()
    if (taken) throw new HarnessError(`somebody deleted ${this.namespace} while the scenario was at work in it`)
    // Whatever a step made of it: what was not seen can't be judged.
    demandHistory(this.trace)
    if (result?.status !== 'PASSED') return
    if (!this.rested) throw new HarnessError('the cluster did not come to rest: no promise can be called kept')
    if (this.lastAnswer)
      throw new HarnessError(`a request was refused and no step asked why: ${this.lastAnswer.message}`)
    demandInvariants(
      this,
      pickle.tags.flatMap(({ name }) => name.match(/^@without-invariant-(.+)$/)?.[1] ?? []),
    )
  },
)

/** Writes the trace: all that the steps and the invariants looked at. */
async function record(world: ConformanceWorld): Promise<void> {
  const { address, guarantees, session, trace } = world
  const file = `traces/${address.replace(/[^a-z0-9]+/gi, '-').replace(/-$/, '')}.json`
  await mkdir(join(session.parameters.folder, 'traces'), { recursive: true })
  await writeFile(
    join(session.parameters.folder, file),
    JSON.stringify({ address, guarantees, entries: trace.entries }),
  )
  world.attach(JSON.stringify({ file }), `${JSON_TYPE}.trace+json`)
}

function demandInvariants(world: ConformanceWorld, ignored: string[]): void {
  const setting = { kind: world.kind, marker: MARKER_LABEL, finalizer: LINGER_FINALIZER }
  const broken = brokenInvariants(world.trace, setting, ignored)
  for (const { guarantee, sentence, seen } of broken) {
    const failure = { guarantee, sentence, expected: sentence, seen, because: 'an invariant', reproduce: deeds(world) }
    world.attach(JSON.stringify(failure), `${JSON_TYPE}.failure+json`)
  }
  const lines = broken.map(({ guarantee, sentence, seen }) => `${guarantee}: ${sentence}; seen: ${seen}`)
  if (lines.length > 0) throw new GuaranteeBroken(lines.join('\n'))
}

/** What was done, as lines to repeat by hand: the suite's readiness gates and finalizers too, or no Pod would get ready. */
const deeds = ({ trace }: ConformanceWorld): string[] =>
  trace.entries.flatMap((entry) => (entry.kind === 'did' ? [entry.text] : []))

/** An address as a label value: at most 63 letters, digits and dashes (Kubernetes: Labels and Selectors, syntax). */
const labelOf = (address: string): string =>
  address
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(-63)
    .replace(/^-/, '')
