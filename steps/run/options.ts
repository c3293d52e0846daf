import type { ControllerChoice, Fault } from '../target/index.ts'

export interface Shard {
  readonly index: number
  readonly of: number
}

/** The options of `certify`, as the command line gives them. */
export interface CertifyOptions {
  readonly target: string
  readonly controller?: ControllerChoice
  readonly assets?: string
  readonly kubeconfig?: string
  readonly context?: string
  readonly image?: string
  readonly timeFactor: number
  readonly parallel: number
  readonly guarantee?: string[]
  readonly family?: string[]
  readonly mutant?: string
  readonly fault?: Fault
  readonly features?: string[]
  readonly output?: string
  /** This part of the selected scenarios, of so many. */
  readonly shard?: Shard
  /** Told each line that a person would want to read; default: standard output and error. */
  readonly quiet?: boolean
}
