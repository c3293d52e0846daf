import type { Api, ApiError, Resource } from '../client/index.ts'
import type { Capability } from './capabilities.ts'

/** The cluster under survey, and the planned run. */
export interface SurveyContext {
  readonly api: Api
  readonly kind: Resource
  /** The image of the workload's Pods, and whether the user has named it. */
  readonly image: string
  readonly imageNamed: boolean
}

/** Something that a person should know before a run, with what to do about it. */
export interface Finding {
  /** `error`: nothing can run; `missing`: some scenarios are not applicable; `warning`: a verdict may be wrong. */
  readonly severity: 'error' | 'missing' | 'warning'
  readonly text: string
  readonly remedy: string
  /** The capabilities that are missing for it. */
  readonly about?: readonly Capability[]
}

/** The answer to a question. */
export interface Answer {
  readonly found: string
  readonly findings?: readonly Finding[]
  readonly capabilities?: readonly Capability[]
  readonly lacking?: Readonly<Partial<Record<Capability, string>>>
  readonly volumeBinding?: 'Immediate' | 'WaitForFirstConsumer' | undefined
  readonly version?: string
}

/** A question of the survey. */
export interface Question {
  readonly what: string
  /** Capabilities that the answer decides: where the cluster does not answer, they are lacking. */
  readonly decides?: readonly Capability[]
  ask(context: SurveyContext): Promise<Answer>
}

/** A missing capability: the reason that skipped scenarios give, and the remedy. */
export function lack(capability: Capability, found: string, remedy: string): Answer {
  return {
    found,
    lacking: { [capability]: found },
    findings: [{ severity: 'missing', text: found, remedy, about: [capability] }],
  }
}

/** The cluster gave no answer: an unknown capability counts as missing. */
export function refused({ what, decides = [] }: Question, { code, message }: ApiError): Answer {
  const found = code === 403 ? 'the cluster did not let us look' : 'the cluster does not serve this'
  const lacking = Object.fromEntries(decides.map((capability) => [capability, `${what}: ${found}`]))
  // A resource that is not served has no effect.
  if (code === 404 && decides.length === 0) return { found }
  const severity = decides.length > 0 ? 'missing' : 'warning'
  const remedy = code === 403 ? 'grant what doctor --rbac prints' : 'use a server that serves it'
  const about = decides.length > 0 ? { about: decides } : {}
  return { found, lacking, findings: [{ severity, text: `${what}: ${found} (${message})`, remedy, ...about }] }
}
