import type { Keyword } from '../observe/trace.ts'

/** The work of the suite before a step, by the keyword of this step and of the one before it. */
export interface Phase {
  /** Wait until nothing more happens by itself. */
  readonly settle: boolean
  /** The window opens here. */
  readonly opensWindow: boolean
  /** Wait only until the controller has seen all Pods as they are. */
  readonly barrier: boolean
}

const phases: Readonly<Record<Keyword, Phase>> = {
  Given: { settle: true, opensWindow: false, barrier: false },
  When: { settle: true, opensWindow: true, barrier: false },
  Then: { settle: false, opensWindow: false, barrier: false },
}

/**
 * A state is made of steps in their order: each Given has its effect before the next step. Whens in a row are done
 * without settling in between, so that what happens together can be staged; the window begins at the first of them. A
 * Then waits for itself.
 */
export const phaseOf = (last: Keyword | undefined, keyword: Keyword): Phase =>
  last === 'When' && keyword === 'When' ? { settle: false, opensWindow: false, barrier: true } : phases[keyword]
