/**
 * Measures how often `settled` is wrong. Not a test: `npm run measure:settled -- --target kind --trials 6`.
 *
 * On a real control plane, or on kind with its kubelets, with delays put between upstream's controller and the API
 * server, a workload is acted upon and
 * (a) settled is declared as in a scenario, and the record goes on: an action after the declaration proves it wrong;
 * (b) without interference, the record shows the decisions that a quiet period alone would have made.
 * A decision made only after a timeout is too late. The time between the last action and the other decisions is printed,
 * too.
 */
import { parseArgs } from 'node:util'
import type { TraceEntry } from '../observe/trace.ts'
import { pause } from '../patience/index.ts'
import type { Interference } from '../target/control-plane/index.ts'
import { matters, quietFor } from '../world/quiet.ts'
import type { Session } from '../world/session.ts'
import { ConformanceWorld } from '../world/world.ts'
import { type Pace, type Stage, type Stages, stagesOn } from './measure-stages.ts'

let seed = 42
const WINDOWS = [25, 50, 100, 200, 400, 800, 1600, 3200]

const chance = (probability: number, ms: number) => () => (pseudoRandom() < probability ? ms : 0)
const profiles: Record<string, Interference> = {
  'no delay': {},
  'requests 0-60 ms late': { delayRequest: () => pseudoRandom() * 60 },
  'one request in five 400 ms late': { delayRequest: chance(0.2, 400) },
  'watch events 0-150 ms late': { delayWatchEvent: () => pseudoRandom() * 150 },
  both: { delayRequest: chance(0.2, 300), delayWatchEvent: () => pseudoRandom() * 150 },
}

type Perform = (world: ConformanceWorld) => Promise<void>
const template = { metadata: { annotations: { version: 'two' } } }
const actions: Record<string, Perform> = {
  grow: (world) => world.workloads.scale('web', 4),
  shrink: (world) => world.workloads.scale('web', 0),
  roll: (world) => world.workloads.change('web', { template }),
}

const { values } = parseArgs({
  options: {
    target: { type: 'string', default: 'control-plane' },
    nodes: { type: 'string' },
    assets: { type: 'string' },
    trials: { type: 'string', default: '6' },
  },
})
const open = stagesOn[values.target]
if (!open) throw new Error(`--target is one of ${Object.keys(stagesOn).join(', ')}`)
const { assets, nodes } = values
const stages = await open({ ...(assets && { assets }), ...(nodes && { nodes: Number(nodes) }) })
try {
  const found: Finding[] = []
  for (const [profile, delays] of Object.entries(profiles)) found.push(await measure(stages, profile, delays))
  print('in all', {
    declared: found.flatMap(({ declared }) => declared),
    gaps: found.flatMap(({ gaps }) => gaps),
  })
} finally {
  await stages.close()
}

interface Declaration {
  /** Actions that came after it. */
  readonly early: number
  /** True if it was made although something still moved or nobody had answered, because patience had ended. */
  readonly late: boolean
  /** Milliseconds from the last action to the declaration. */
  readonly after: number
}

interface Finding {
  readonly declared: Declaration[]
  readonly gaps: number[]
}

async function measure(on: Stages, profile: string, delays: Interference): Promise<Finding> {
  const stage = await on.open(delays)
  try {
    const finding = await trial(stage, on.pace)
    print(profile, finding)
    return finding
  } finally {
    await stage.stop()
  }
}

async function trial({ session }: Stage, pace: Pace): Promise<Finding> {
  const trials = Object.values(actions).flatMap((act) => Array.from({ length: Number(values.trials) }, () => act))
  const finding: Finding = { declared: [], gaps: [] }
  await inTurn(trials, pace.parallelism, async (act) => void finding.declared.push(await declare(session, act, pace)))
  await inTurn(trials, pace.parallelism, async (act) => void finding.gaps.push(await longestGap(session, act, pace)))
  return finding
}

function print(profile: string, { declared, gaps }: Finding): void {
  const after = declared.map((each) => each.after).sort((one, other) => one - other)
  const of = `of ${declared.length}`
  console.log(`\n${profile}`)
  console.log(`  settled: ${declared.filter(({ early }) => early > 0).length} too early ${of}`)
  console.log(`  settled: ${declared.filter(({ late }) => late).length} too late ${of}`)
  console.log(`  settled: ${after[after.length >> 1]} ms after the last action (median), ${after.at(-1)} ms at most`)
  for (const window of WINDOWS)
    console.log(`  quiet for ${window} ms: ${gaps.filter((gap) => gap >= window).length} wrong of ${gaps.length}`)
}

async function staged(session: Session): Promise<ConformanceWorld> {
  const world = new ConformanceWorld({ attach: () => {}, log: () => {}, link: () => {}, parameters: {} } as never)
  await world.enter(session, { uri: 'measure', name: '[1] settled', tags: [], steps: [] } as never)
  await world.workloads.create('web', 2)
  await world.observation.settled()
  return world
}

async function declare(session: Session, act: Perform, { afterwards }: Pace): Promise<Declaration> {
  const world = await staged(session)
  const mark = world.trace.length
  await act(world)
  await world.observation.settled()
  const declared = world.trace.length
  const last = world.trace.entries.at(-1)
  if (last?.kind !== 'settled') throw new Error('settled is not the last entry of the trace')
  const moved = world.trace.entries.findLast((entry) => isWork(entry, world, mark))
  await pause(afterwards)
  const early = world.trace.entries
    .slice(declared)
    .filter((entry) => matters(world.trace, world.header, { entry, mark: declared })).length
  await world.leave()
  return {
    early,
    late: !last.rests || last.moving.length > 0 || /not reported|not answered/.test(last.how),
    after: Math.round(last.at - (moved?.at ?? last.at)),
  }
}

/** The longest period without events between the action and its last effect: a shorter quiet period would have been wrong. */
async function longestGap(session: Session, act: Perform, { rest }: Pace): Promise<number> {
  const world = await staged(session)
  const mark = world.trace.length
  await act(world)
  await quietFor(world.trace, world.header, { ms: rest })
  const times = world.trace.entries.slice(mark).flatMap((entry) => (isWork(entry, world, mark) ? [entry.at] : []))
  await world.leave()
  return Math.max(0, ...times.slice(1).map((time, index) => time - (times[index] ?? time)))
}

function isWork(entry: TraceEntry, world: ConformanceWorld, mark: number): boolean {
  return entry.kind === 'action' || matters(world.trace, world.header, { entry, mark })
}

async function inTurn<T>(items: T[], parallelism: number, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items]
  await Promise.all(
    Array.from({ length: parallelism }, async () => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item)
    }),
  )
}

/** A fixed sequence, so that two runs delay alike. */
function pseudoRandom(): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return seed / 2_147_483_648
}
