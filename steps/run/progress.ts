import type { Envelope } from '@cucumber/messages'
import { addressOf } from '../world/address.ts'

/** Turns the stream of messages into lines for a person: one per example that did not pass, and a count now and then. */
export function progressOf(say: (line: string) => void): (envelope: Envelope) => void {
  const names = new Map<string, string>()
  const cases = new Map<string, string>()
  const running = new Map<string, { name: string; worst: string; message?: string }>()
  let done = 0
  return (envelope) => {
    const { pickle, testCase, testCaseStarted, attachment, testStepFinished, testCaseFinished } = envelope
    const { testRunHookFinished } = envelope
    if (pickle) names.set(pickle.id, `${addressOf(pickle)} ${pickle.name.replace(/^\[\d+\] /, '')}`)
    if (testCase) cases.set(testCase.id, names.get(testCase.pickleId) ?? '?')
    if (testCaseStarted)
      running.set(testCaseStarted.id, { name: cases.get(testCaseStarted.testCaseId) ?? '?', worst: 'PASSED' })
    if (testRunHookFinished && testRunHookFinished.result.status !== 'PASSED')
      say(`the run could not begin or end: ${withoutStack(testRunHookFinished.result.message)}`)
    const judged = attachment?.mediaType.endsWith('.judgement+json') && running.get(attachment.testCaseStartedId ?? '')
    if (attachment && judged) judged.message ??= (JSON.parse(attachment.body) as Attached).judgement.reason ?? ''
    const current = testStepFinished && running.get(testStepFinished.testCaseStartedId)
    if (current && testStepFinished.testStepResult.status !== 'PASSED' && current.worst === 'PASSED') {
      current.worst = testStepFinished.testStepResult.status
      const message = withoutStack(testStepFinished.testStepResult.message)
      if (message !== '') current.message ??= message
    }
    const finished = testCaseFinished && running.get(testCaseFinished.testCaseStartedId)
    if (!finished) return
    done += 1
    if (finished.worst !== 'PASSED')
      say(
        `${finished.worst.toLowerCase()} ${finished.name}\n    ${(finished.message ?? '').replaceAll('\n', '\n    ')}`,
      )
    if (done % 10 === 0 || done === cases.size) say(`${done} of ${cases.size} examples`)
  }
}

interface Attached {
  readonly judgement: { readonly reason?: string }
}

const withoutStack = (message = ''): string => message.split('\n    at ')[0] ?? ''
