import type { ControllerChoice, Fault } from '../target/index.ts'
import type { Selection } from './selection.ts'

/** The options of `certify`, as the command line gives them. */
export interface CertifyOptions extends Selection {
  readonly target: string
  readonly controller?: ControllerChoice
  readonly assets?: string
  readonly kubeconfig?: string
  readonly context?: string
  readonly control?: string
  readonly image?: string
  readonly kubernetes?: string
  readonly featureGates?: string
  readonly nodeImage?: string
  readonly cluster?: string
  readonly nodes?: number
  readonly keep?: boolean
  readonly timeFactor: number
  readonly parallel: number
  readonly mutant?: string
  readonly fault?: Fault
  /** `ask` asks the controller whether all is done, though the target itself knows. */
  readonly settle?: 'target' | 'ask'
  /** True if a cluster is meant whose context looks like production. */
  readonly yes?: boolean
  /** The target file. */
  readonly kindFile?: string
  /** A file of known failures. */
  readonly baseline?: string
  /** A file of declared deviations, or `none`. */
  readonly deviations?: string
  /** The version of the controller under test, where the suite can't know it. */
  readonly controllerVersion?: string
  readonly output?: string
  /** Prints no progress and no summary. */
  readonly quiet?: boolean
}
