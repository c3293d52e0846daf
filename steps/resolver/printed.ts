import { type Answer, answerIn, type QuestionType } from './message.ts'
import type { Transport } from './over-wire.ts'

/** A line of the workload's `ask-dns`: the question as it was spelled, the cluster domain that the Pod was given, the answer. */
export interface Printed {
  readonly question: string
  readonly domain: string
  /** Why there is none, where there is none. */
  readonly answer: Answer | string
}

/** A question as the workload reads it. A name with a final dot is whole; to any other the cluster domain is added. */
export const spelled = (type: QuestionType, name: string, transport: Transport = 'udp'): string =>
  `${transport}/${type}/${name}`

/** @returns undefined for a line that is about something else */
export function printedAnswer(line: string): Printed | undefined {
  const [, question, domain, state, rest = ''] = /^((?:udp|tcp)\/\S+) (\S+) (answer|unanswered) ?(.*)$/.exec(line) ?? []
  if (question === undefined || domain === undefined) return undefined
  return { question, domain, answer: state === 'answer' ? read(rest) : rest }
}

function read(text: string): Answer | string {
  try {
    return answerIn(Buffer.from(text, 'base64'))
  } catch (error) {
    return `the answer cannot be read: ${(error as Error).message}`
  }
}
