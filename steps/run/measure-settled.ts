/**
 * How often is `settled` wrong? Not a test but a measurement: `npm run measure:settled -- --assets DIR`.
 *
 * On a real control plane, with delays put between the controller and the API server, a workload is acted upon and
 * (a) settled is declared as scenarios do, then watched on: any deed after the declaration is an error of it;
 * (b) nobody interferes, and the record tells what a mere quiet window of so many milliseconds would have declared.
 */
import { parseArgs } from 'node:util'
import { pause } from '../patience/index.ts'
import { type Interference, startControlPlane } from '../target/control-plane/index.ts'
import { statefulSetKind } from '../target/index.ts'
import { simulateNodes } from '../target/reference.ts'
import { Session } from '../world/session.ts'
import { matters } from '../world/settle.ts'
import { ConformanceWorld } from '../world/world.ts'
import { runName } from './run-name.ts'

let seed = 42
const AFTERWARDS = 2_000
const UNDISTURBED = 4_000
const WINDOWS = [25, 50, 100, 200, 400, 800, 1600]
const SIDE_BY_SIDE = 6

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

const { values } = parseArgs({ options: { assets: { type: 'string' }, trials: { type: 'string', default: '6' } } })
for (const [profile, delays] of Object.entries(profiles)) await measure(profile, delays)

async function measure(profile: string, delays: Interference): Promise<void> {
  const where = values.assets ? { assets: values.assets } : {}
  const plane = await startControlPlane({ controller: 'upstream', progress: console.error, delays, ...where })
  const nodes = await simulateNodes(plane.kubeconfig)
  const session = await Session.open({
    kubeconfigs: [plane.kubeconfig],
    kind: statefulSetKind,
    image: 'none:1',
    volumeBinding: 'Immediate' as const,
    run: runName(),
    folder: '',
    capabilities: [],
    disposable: true,
    timeFactor: 1,
  })
  const trials = Object.values(deeds).flatMap((deed) => Array.from({ length: Number(values.trials) }, () => deed))
  let [declared, wrong, took] = [0, 0, 0]
  const gaps: number[] = []
  await inTurn(trials, async (deed) => {
    const { late, ms } = await declare(session, deed)
    declared += 1
    wrong += late > 0 ? 1 : 0
    took += ms
  })
  await inTurn(trials, async (deed) => {
    gaps.push(await longestGap(session, deed))
  })
  console.log(`\n${profile}\n  settled: ${wrong} wrong of ${declared}, ${Math.round(took / declared)} ms each`)
  for (const window of WINDOWS)
    console.log(`  quiet for ${window} ms: ${gaps.filter((gap) => gap >= window).length} wrong of ${gaps.length}`)
  await session.close()
  await nodes.stop()
  await plane.stop()
}

async function staged(session: Session): Promise<ConformanceWorld> {
  const world = new ConformanceWorld({ attach: () => {}, log: () => {}, link: () => {}, parameters: {} } as never)
  await world.enter(session, 'measure')
  await world.create(world.manifest('web', 2))
  await world.settled()
  return world
}

/** How many deeds came after settled was declared, within two seconds. */
async function declare(session: Session, deed: Deed): Promise<{ late: number; ms: number }> {
  const world = await staged(session)
  await deed(world)
  await world.settled()
  const last = world.trace.entries.findLast((entry) => entry.kind === 'settled')
  const mark = world.trace.length
  await pause(AFTERWARDS)
  const late = world.trace.entries.slice(mark).filter((entry) => matters(entry, world, mark)).length
  await world.leave()
  return { late, ms: last?.kind === 'settled' ? last.tookMs : 0 }
}

/** The longest silence between the deed and the last thing that it caused: a shorter window would have been wrong. */
async function longestGap(session: Session, deed: Deed): Promise<number> {
  const world = await staged(session)
  const mark = world.trace.length
  await deed(world)
  await pause(UNDISTURBED)
  const times = world.trace.entries
    .slice(mark)
    .flatMap((entry) => (entry.kind === 'did' || matters(entry, world, mark) ? [entry.at] : []))
  await world.leave()
  return Math.max(0, ...times.slice(1).map((time, index) => time - (times[index] ?? time)))
}

async function inTurn<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items]
  await Promise.all(
    Array.from({ length: SIDE_BY_SIDE }, async () => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item)
    }),
  )
}

/** A fixed sequence, so that two runs delay alike. */
function pseudoRandom(): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return seed / 2_147_483_648
}
