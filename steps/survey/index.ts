/**
 * The survey: what a cluster that somebody else runs can do, and what on it would spoil a verdict.
 *
 * It only reads, save for writes in a dry run, and asks everything before anything is created: a conformance suite that finds out half-way that the
 * cluster has no storage has by then blamed a controller for it. Each question is one file; its answer states what was
 * found, which capabilities follow from it, which are lacking and why, and what a person should do about it.
 */
import { ApiError } from '../client/index.ts'
import { type Answer, type Finding, type Question, refused, type SurveyContext } from './answer.ts'
import type { Capability } from './capabilities.ts'
import { controllers } from './controllers.ts'
import { dns } from './dns.ts'
import { gates } from './gates.ts'
import { limits } from './limits.ts'
import { image, nodes } from './nodes.ts'
import { access } from './permissions.ts'
import { storage } from './storage.ts'
import { version, workloadKind } from './version.ts'
import { webhooks } from './webhooks.ts'

export type { Finding, SurveyContext } from './answer.ts'
export { type Capability, unknownCapabilities } from './capabilities.ts'
export { tooSmall } from './limits.ts'
export { withOffered } from './offered.ts'
export { roleManifest } from './role.ts'

const questions: readonly Question[] = [
  version,
  workloadKind,
  gates,
  access,
  nodes,
  image,
  storage,
  dns,
  controllers,
  limits,
  webhooks,
]

/** All answers, and what they come to. */
export interface Survey {
  readonly answers: readonly { readonly what: string; readonly found: string }[]
  readonly findings: readonly Finding[]
  readonly capabilities: readonly Capability[]
  /** Why a capability is not there. */
  readonly lacking: Readonly<Record<string, string>>
  readonly volumeBinding: 'Immediate' | 'WaitForFirstConsumer' | undefined
  readonly version: string | undefined
}

/** Asks the cluster every question; a question that it refuses to answer is a finding of its own. */
export async function survey(context: SurveyContext): Promise<Survey> {
  const answers = await Promise.all(questions.map((question) => answered(question, context)))
  return {
    answers: answers.map(({ found }, index) => ({ what: questions[index]?.what ?? '', found })),
    findings: answers.flatMap(({ findings = [] }) => findings),
    capabilities: answers.flatMap(({ capabilities = [] }) => capabilities),
    lacking: Object.assign({}, ...answers.map(({ lacking = {} }) => lacking)),
    volumeBinding: answers.find((answer) => answer.volumeBinding)?.volumeBinding,
    version: answers.find((answer) => answer.version)?.version,
  }
}

async function answered(question: Question, context: SurveyContext): Promise<Answer> {
  try {
    return await question.ask(context)
  } catch (error) {
    if (!(error instanceof ApiError) || ![403, 404].includes(error.code)) throw error
    return refused(question, error)
  }
}
