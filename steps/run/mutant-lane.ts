import { clusterThreads, mutants } from '../target/index.ts'
import type { LaneAnswer, LaneOrder } from './lanes.ts'
import { measureMutant } from './measure-mutant.ts'

/** The program of a lane: measures one mutant after another, each on a new cluster in the same thread. */

const [all, threads] = [await mutants(), await clusterThreads()]

process.on('message', async ({ mutant: name, options }: LaneOrder) => {
  const mutant = all.find((each) => each.name === name)
  if (!mutant) throw new Error(`there is no mutant ${name}`)
  const answer = await measureMutant(mutant, { ...options, threads }).then(
    (found): LaneAnswer => ({ found }),
    (error: Error): LaneAnswer => ({ failure: error.stack ?? error.message }),
  )
  process.send?.(answer)
})
process.once('disconnect', () => process.exit())
