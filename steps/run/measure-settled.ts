/**
 * How often is `settled` wrong? Not a test but a measurement: `npm run measure:settled -- --target kind --trials 6`.
 *
 * On a real control plane, or on kind with its kubelets, with delays put between upstream's controller and the API
 * server, a workload is acted upon and
 * (a) settled is declared as in a scenario, and the record goes on: a deed after the declaration proves it wrong;
 * (b) nobody interferes, and the record tells what a mere quiet window of so many milliseconds would have declared.
 * Too late is a declaration that was made only because patience had ended; how long the others took after the last deed
 * is said, too.
 */
import { parseArgs } from 'node:util'
import type { TraceEntry } from '../observe/trace.ts'
import { pause } from '../patience/index.ts'
import type { Interference } from '../target/control-plane/index.ts'
import type { Session } from '../world/session.ts'
import { matters, silence } from '../world/settle.ts'
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

type Deed = (world: ConformanceWorld) => Promise<void>
const template = { metadata: { annotations: { version: 'two' } } }
const deeds: Record<string, Deed> = {
  grow: (world) => world.scale('web', 4),
  shrink: (world) => world.scale('web', 0),
  roll: (world) => world.change('web', { template }),
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
  /** Deeds that came after it. */
  readonly early: number
  /** Whether it was made although something still moved or nobody had answered, because patience had ended. */
  readonly late: boolean
  /** Milliseconds from the last deed to the declaration. */
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
  const trials = Object.values(deeds).flatMap((deed) => Array.from({ length: Number(values.trials) }, () => deed))
  const finding: Finding = { declared: [], gaps: [] }
  await inTurn(trials, pace.sideBySide, async (deed) => void finding.declared.push(await declare(session, deed, pace)))
  await inTurn(trials, pace.sideBySide, async (deed) => void finding.gaps.push(await longestGap(session, deed, pace)))
  return finding
}

function print(profile: string, { declared, gaps }: Finding): void {
  const after = declared.map((each) => each.after).sort((one, other) => one - other)
  const of = `of ${declared.length}`
  console.log(`\n${profile}`)
  console.log(`  settled: ${declared.filter(({ early }) => early > 0).length} too early ${of}`)
  console.log(`  settled: ${declared.filter(({ late }) => late).length} too late ${of}`)
  console.log(`  settled: ${after[after.length >> 1]} ms after the last deed (median), ${after.at(-1)} ms at most`)
  for (const window of WINDOWS)
    console.log(`  quiet for ${window} ms: ${gaps.filter((gap) => gap >= window).length} wrong of ${gaps.length}`)
}

async function staged(session: Session): Promise<ConformanceWorld> {
  const world = new ConformanceWorld({ attach: () => {}, log: () => {}, link: () => {}, parameters: {} } as never)
  await world.enter(session, 'measure')
  await world.create(world.manifest('web', 2))
  await world.settled()
  return world
}

async function declare(session: Session, deed: Deed, { afterwards }: Pace): Promise<Declaration> {
  const world = await staged(session)
  const mark = world.trace.length
  await deed(world)
  await world.settled()
  const declared = world.trace.length
  const last = world.trace.entries.at(-1)
  if (last?.kind !== 'settled') throw new Error('settled is not the last entry of the trace')
  const moved = world.trace.entries.findLast((entry) => isDeed(entry, world, mark))
  await pause(afterwards)
  const early = world.trace.entries.slice(declared).filter((entry) => matters(entry, world, declared)).length
  await world.leave()
  return { early, late: /though|quiet only/.test(last.how), after: Math.round(last.at - (moved?.at ?? last.at)) }
}

/** The longest silence between the deed and the last thing that it caused: a shorter window would have been wrong. */
async function longestGap(session: Session, deed: Deed, { rest }: Pace): Promise<number> {
  const world = await staged(session)
  const mark = world.trace.length
  await deed(world)
  await silence(world.trace, rest)
  const times = world.trace.entries.slice(mark).flatMap((entry) => (isDeed(entry, world, mark) ? [entry.at] : []))
  await world.leave()
  return Math.max(0, ...times.slice(1).map((time, index) => time - (times[index] ?? time)))
}

function isDeed(entry: TraceEntry, world: ConformanceWorld, mark: number): boolean {
  return entry.kind === 'did' || matters(entry, world, mark)
}

async function inTurn<T>(items: T[], sideBySide: number, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items]
  await Promise.all(
    Array.from({ length: sideBySide }, async () => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item)
    }),
  )
}

/** A fixed sequence, so that two runs delay alike. */
function pseudoRandom(): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return seed / 2_147_483_648
}
