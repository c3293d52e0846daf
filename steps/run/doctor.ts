import { findKubeconfig } from '../client/index.ts'
import { type Finding, roleManifest, type Survey } from '../survey/index.ts'
import { statefulSetKind, surveyed } from '../target/index.ts'
import { exitCodes } from './errors.ts'

/** A cluster that the user's kubeconfig names, and what of it matters to all commands. */
export interface ClusterOptions {
  readonly kubeconfig?: string
  readonly context?: string
  readonly image?: string
}

interface DoctorOptions extends ClusterOptions {
  readonly rbac?: boolean
  readonly namespace: string
}

/**
 * Says what a cluster has and lacks for a run, each with a remedy; creates nothing.
 * @returns 0 only if all is there; 3 if nothing could run, 4 if some of it could not be judged
 */
export async function doctor({ rbac, namespace, ...options }: DoctorOptions): Promise<number> {
  if (rbac) {
    console.log(roleManifest(statefulSetKind, namespace).trimEnd())
    return exitCodes.conformant
  }
  const { text, context } = await findKubeconfig(options)
  const survey = await surveyed(text, options.image)
  console.log([`context ${context}`, ...answersOf(survey), '', ...findingsOf(survey)].join('\n'))
  return healthOf(survey)
}

/** What was asked and found, a line each. */
export const answersOf = ({ answers }: Survey): string[] =>
  answers.map(({ what, found }) => `  ${what.padEnd(34)} ${found}`)

const WEIGHTS = {
  blocks: 'nothing can run',
  lacks: 'not everything can be judged',
  disturbs: 'may cause a false alarm',
}

/** What a person should do something about, the gravest first. */
export function findingsOf({ findings }: Survey): string[] {
  if (findings.length === 0) return ['all is there']
  const weights = ['blocks', 'lacks', 'disturbs'] as const
  return weights.flatMap((weight) =>
    findings
      .filter((finding) => finding.weight === weight)
      .flatMap(({ text, remedy }) => [`${WEIGHTS[weight]}: ${text}`, `    remedy: ${remedy}`]),
  )
}

export function healthOf({ findings }: { readonly findings: readonly Finding[] }): number {
  if (findings.some(({ weight }) => weight === 'blocks')) return exitCodes.harnessError
  return findings.length > 0 ? exitCodes.incomplete : exitCodes.conformant
}
