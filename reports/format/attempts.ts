import { PickleStepType } from '@cucumber/messages'
import type { BrokenEnding } from './excuses.ts'
import { type AttachedJudgement, judgementOf, type NotJudged, type Violation } from './judgements.ts'
import type { Attempt, ReportedScenario } from './messages.ts'

/** The ending of one scenario. What was broken in it may be declared, or the scenario may be informative. */
export type Ending = BrokenEnding | 'conformant' | 'not applicable' | 'harness error'

/** The result of one attempt at a scenario. */
export interface Finding {
  ending: Ending
  because: string
  /** The failed step or hook, by its id in the test case of cucumber. */
  stepId?: string | undefined
  /** Earliest first. */
  failures: Violation[]
  notJudged: NotJudged[]
  /** The harness error that followed a violation. */
  harnessError?: string
  trace?: string
}

interface Fault {
  because: string
  stepId?: string
}

/**
 * Joins the judgement of the trace of an attempt with the result of cucumber. A proven violation holds whatever the result
 * of cucumber; an attempt passes only if every step passed in cucumber, including a Then.
 */
export function judgeAttempt(attempt: Attempt, reported: ReportedScenario): Finding {
  try {
    const attached = judgementOf(attempt.attachments)
    const found = attached ? judged(attached, attempt, reported) : unjudged(attempt, reported)
    return attached?.trace === undefined ? found : { ...found, trace: attached.trace }
  } catch (error) {
    return harnessError({ because: (error as Error).message })
  }
}

function judged({ judgement, trace }: AttachedJudgement, attempt: Attempt, reported: ReportedScenario): Finding {
  switch (judgement.outcome) {
    case 'broken': {
      const { violations, notJudged, harnessError: judged } = judgement
      const failures = violations.toSorted((a, b) => a.at - b.at)
      const because = failures[0]?.because ?? ''
      const fault = brokenOff(attempt) ?? firstFailure(attempt, isFault) ?? withoutTrace(trace)
      const additional = judged ?? fault?.because
      const stepId = firstFailure(attempt, isAssertion)?.stepId
      const finding = { ending: 'non-conformant', because, stepId, failures, notJudged } as const
      return additional === undefined ? finding : { ...finding, harnessError: additional }
    }
    case 'kept': {
      const fault = faultOf(attempt, reported) ?? notPassed(attempt, reported) ?? withoutTrace(trace)
      return fault ? harnessError(fault) : { ending: 'conformant', because: '', failures: [], notJudged: [] }
    }
    case 'not applicable': {
      const fault = faultOf(attempt, reported)
      if (fault) return harnessError(fault)
      const skipped = skippedIn(attempt)
      if (!skipped) return harnessError({ because: 'it is called not applicable, but no step of it was skipped' })
      const { stepId } = skipped
      return { ending: 'not applicable', because: judgement.reason, stepId, failures: [], notJudged: [] }
    }
    case 'harness error': {
      const because = judgement.message
      return harnessError({ ...faultOf(attempt, reported), because })
    }
  }
}

/** Without a judgement there is no verdict about the controller; the likely reason is reported. */
function unjudged(attempt: Attempt, reported: ReportedScenario): Finding {
  const fault = faultOf(attempt, reported) ?? silentlySkipped(attempt)
  return harnessError(fault ?? { because: 'it has no judgement: its trace was not judged' })
}

const harnessError = (fault: Fault): Finding => ({ ending: 'harness error', ...fault, failures: [], notJudged: [] })

function faultOf(attempt: Attempt, { pickle }: ReportedScenario): Fault | undefined {
  const empty = pickle.steps.length === 0 && { because: 'it has no steps, so it checks nothing' }
  return brokenOff(attempt) ?? (empty || firstFailure(attempt, isFault)) ?? firstFailure(attempt, isAssertion)
}

const brokenOff = ({ finished }: Attempt): Fault | undefined =>
  finished ? undefined : { because: 'it never finished' }

const withoutTrace = (trace: string | undefined): Fault | undefined =>
  trace === undefined ? { because: 'it names no trace, so nobody can judge it again' } : undefined

type Result = Attempt['results'][number]

const isAssertion = ({ result: { status, exception } }: Result): boolean =>
  status === 'FAILED' && exception?.type === 'AssertionError'

const isFault = (each: Result): boolean =>
  each.result.status !== 'PASSED' && each.result.status !== 'SKIPPED' && !isAssertion(each)

function firstFailure({ results }: Attempt, fits: (result: Result) => boolean): Fault | undefined {
  const failed = results.find(fits)
  if (!failed) return undefined
  const { stepId } = failed
  const { status, exception, message = '' } = failed.result
  if (status !== 'FAILED') return { because: `step ${status.toLowerCase()}`, stepId }
  return { because: `${exception?.type ?? 'Error'}: ${exception?.message ?? message}`, stepId }
}

/** The reason why an attempt without a failure proves nothing. */
function notPassed(attempt: Attempt, { pickle, testCase }: ReportedScenario): Fault | undefined {
  const { results } = attempt
  const skipped = silentlySkipped(attempt)
  if (skipped) return skipped
  if (results.length === 0) return { because: 'none of its steps ran' }
  const ran = new Set(results.map(({ stepId }) => stepId))
  const missing = testCase.testSteps.find(({ id }) => !ran.has(id))
  if (missing) return { because: 'one of its steps never ran', stepId: missing.id }
  // A Then, or the And or But of one. Without one, nothing was compared with an expectation.
  if (pickle.steps.some(({ type }) => type === PickleStepType.OUTCOME)) return undefined
  return { because: 'it asserts nothing: no step of it is a Then' }
}

const skippedIn = ({ results }: Attempt): Result | undefined =>
  results.find(({ result }) => result.status === 'SKIPPED')

/** A green skip is the most dangerous verdict there is: without a stated reason it is a fault of the suite. */
function silentlySkipped(attempt: Attempt): Fault | undefined {
  const skipped = skippedIn(attempt)
  return skipped && { because: 'it was skipped without a reason', stepId: skipped.stepId }
}
