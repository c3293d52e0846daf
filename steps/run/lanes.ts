import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Mutant } from '../target/index.ts'
import type { MeasuredMutant, MeasureOptions } from './measure-mutant.ts'

/** The message to a lane: a mutant, by its name. */
export interface LaneOrder {
  readonly mutant: string
  readonly options: Omit<MeasureOptions, 'threads'>
}

/** Its answer. */
export type LaneAnswer = { readonly found: MeasuredMutant } | { readonly failure: string }

/** A process that measures mutants one after another. */
export interface Lane {
  measure(order: LaneOrder): Promise<LaneAnswer>
  end(): void
}

interface Request {
  readonly options: Omit<MeasureOptions, 'threads'>
  /** The number of processes. */
  readonly lanes: number
  readonly onAnswer: (mutant: Mutant, answer: LaneAnswer) => void
  readonly open?: () => Lane
}

/**
 * Measures mutants, each once, in so many processes at a time. A process runs its scenarios in one thread and their
 * cluster in another, and keeps both for the next mutant: for most mutants the starts cost more than the scenarios.
 */
export async function inLanes(mutants: readonly Mutant[], request: Request): Promise<void> {
  const { options, lanes, onAnswer, open = openLane } = request
  const waiting = [...mutants]
  const work = async () => {
    let lane: Lane | undefined
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      lane ??= open()
      const answer = await lane.measure({ mutant: mutant.name, options })
      onAnswer(mutant, answer)
      // Nobody knows what a failure has left in the process.
      if ('failure' in answer) {
        lane.end()
        lane = undefined
      }
    }
    lane?.end()
  }
  await Promise.all(Array.from({ length: lanes }, work))
}

const PROGRAM = fileURLToPath(import.meta.resolve('./mutant-lane.ts'))

function openLane(): Lane {
  const child = fork(PROGRAM, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' })
  return {
    measure: (order) =>
      new Promise((resolve) => {
        const ended = (code: number | null) => resolve({ failure: `its process ended by itself with code ${code}` })
        child.once('exit', ended)
        child.once('message', (answer: LaneAnswer) => {
          child.off('exit', ended)
          resolve(answer)
        })
        child.send(order)
      }),
    end: () => child.disconnect(),
  }
}
