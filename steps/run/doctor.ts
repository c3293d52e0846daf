import { findKubeconfig } from '../client/index.ts'
import { type Finding, roleManifest, type Survey } from '../survey/index.ts'
import { surveyed } from '../target/index.ts'
import { exitCodes } from './errors.ts'
import { loadTargetFile } from './target-file/index.ts'

/** A cluster that the user's kubeconfig names, and what of it matters to all commands. */
export interface ClusterOptions {
  readonly kubeconfig?: string
  readonly context?: string
  readonly image?: string
  /** The target file. */
  readonly kindFile?: string
}

interface DoctorOptions extends ClusterOptions {
  readonly rbac?: boolean
  readonly namespace: string
}

/**
 * Prints what a cluster has and what is missing for a run, with remedies; creates nothing.
 * @returns 0 only if nothing is missing; 3 if nothing could run, 4 if some of it could not be judged
 */
export async function doctor({ rbac, namespace, ...options }: DoctorOptions): Promise<number> {
  const { kind } = await loadTargetFile(options.kindFile)
  if (rbac) {
    console.log(roleManifest(kind, namespace).trimEnd())
    return exitCodes.conformant
  }
  const { text, context } = await findKubeconfig(options)
  const survey = await surveyed(text, { ...options, kind })
  console.log([`context ${context}`, ...answersOf(survey), '', ...findingsOf(survey)].join('\n'))
  return healthOf(survey)
}

/** Lists each question with its finding, one per line. */
export const answersOf = ({ answers }: Survey): string[] =>
  answers.map(({ what, found }) => `  ${what.padEnd(34)} ${found}`)

const SEVERITIES = {
  error: 'nothing can run',
  missing: 'not everything can be judged',
  warning: 'may cause a false alarm',
}

/** Lists the findings with their remedies, the most severe first. */
export function findingsOf({ findings }: Survey): string[] {
  if (findings.length === 0) return ['nothing is missing']
  const severities = ['error', 'missing', 'warning'] as const
  return severities.flatMap((severity) =>
    findings
      .filter((finding) => finding.severity === severity)
      .flatMap(({ text, remedy }) => [`${SEVERITIES[severity]}: ${text}`, `    remedy: ${remedy}`]),
  )
}

export function healthOf({ findings }: { readonly findings: readonly Finding[] }): number {
  if (findings.some(({ severity }) => severity === 'error')) return exitCodes.harnessError
  return findings.length > 0 ? exitCodes.incomplete : exitCodes.conformant
}
