import type { Api, ApiError, Resource } from '../client/index.ts'
import type { Capability } from './capabilities.ts'

/** The cluster asked, and what is meant to run there. */
export interface Site {
  readonly api: Api
  readonly kind: Resource
  /** What the workload's Pods run, and whether the user has named it. */
  readonly image: string
  readonly imageNamed: boolean
}

/** Something that a person should know before a run, with what to do about it. */
export interface Finding {
  /** `blocks`: nothing can run; `lacks`: some scenarios are not applicable; `disturbs`: a verdict may be wrong. */
  readonly weight: 'blocks' | 'lacks' | 'disturbs'
  readonly text: string
  readonly remedy: string
}

/** What came of a question. */
export interface Answer {
  readonly found: string
  readonly findings?: readonly Finding[]
  readonly capabilities?: readonly Capability[]
  readonly lacking?: Readonly<Partial<Record<Capability, string>>>
  readonly volumeBinding?: 'Immediate' | 'WaitForFirstConsumer' | undefined
  readonly version?: string
}

/** Something that is asked of a cluster. */
export interface Question {
  readonly what: string
  /** Capabilities that the answer decides: where the cluster does not answer, they are lacking. */
  readonly decides?: readonly Capability[]
  ask(site: Site): Promise<Answer>
}

/** A capability is lacking: what a scenario that needs it will say, and what a person can do. */
export function lack(capability: Capability, found: string, remedy: string): Answer {
  return {
    found,
    lacking: { [capability]: found },
    findings: [{ weight: 'lacks', text: found, remedy }],
  }
}

/** The cluster did not say: what is not known is not taken for granted. */
export function refused({ what, decides = [] }: Question, { code, message }: ApiError): Answer {
  const found = code === 403 ? 'the cluster did not let us look' : 'the cluster does not serve this'
  const lacking = Object.fromEntries(decides.map((capability) => [capability, `${what}: ${found}`]))
  // What is not served cannot disturb.
  if (code === 404 && decides.length === 0) return { found }
  const weight = decides.length > 0 ? 'lacks' : 'disturbs'
  const remedy = code === 403 ? 'grant what doctor --rbac prints' : 'use a server that serves it'
  return { found, lacking, findings: [{ weight, text: `${what}: ${found} (${message})`, remedy }] }
}
