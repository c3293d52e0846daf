import { type Ending, type Finding, judgeAttempt } from './attempts.ts'
import { brokenEnding, excuse, type Failure } from './excuses.ts'
import type { NotJudged } from './judgements.ts'
import type { ReportedScenario } from './messages.ts'
import { decisive } from './precedence.ts'
import type { Deviation } from './run-info.ts'

export type { Ending } from './attempts.ts'

/** One scenario of a run, judged. */
export interface Scenario {
  address: string
  uri: string
  /** The line in the feature file; 0 if unknown. */
  line: number
  title: string
  feature: string
  rule: string
  guarantees: string[]
  /** True if it is reported and counts neither for nor against its guarantees when it fails. */
  informative: boolean
  /** The text of each of its steps. */
  steps: string[]
  /** The guarantees that it violates: those of its failures, unless it is informative about them. */
  charged: string[]
  /** Guarantees that it could not judge, and the one whose violation is why. */
  notJudged: NotJudged[]
  ending: Ending
  because: string
  step: string
  /** The failures, earliest first, with those that do not count. */
  failures: Failure[]
  /** The harness error that followed a violation. */
  harnessError?: string
  trace?: string
  /** Milliseconds that it took, with all that the suite does before and after its steps. */
  tookMs: number
}

/** Judges one scenario; of several attempts the worst counts, for a retry proves nothing. */
export function judgeScenario(reported: ReportedScenario, deviations: Deviation[] = []): Scenario {
  const { pickle, feature, rule, line, attempts } = reported
  const found = attempts.map((attempt) => judgeAttempt(attempt, reported))
  const { ending, because, stepId, failures: violations, notJudged, ...rest } = worstOf(found)
  const address = addressOf(pickle.uri, pickle.name)
  const guarantees = guaranteesOf(pickle.tags)
  const informative = pickle.tags.some(({ name }) => name === '@informative')
  const failures = excuse(violations, { address, guarantees, informative }, deviations)
  return {
    address,
    uri: pickle.uri,
    line,
    title: pickle.name,
    feature,
    rule,
    guarantees,
    informative,
    steps: pickle.steps.map(({ text }) => text),
    charged: [...new Set(failures.flatMap((each) => (each.informative ? [] : [each.guarantee])))],
    ...{ because, failures, ...rest },
    ending: ending === 'non-conformant' ? brokenEnding(failures) : ending,
    notJudged: informative ? [] : notJudged,
    step: stepText(reported, stepId),
    tookMs: attempts.reduce((sum, { from, until }) => sum + until - from, 0),
  }
}

/** "ordering/creation [3]" for an example of features/ordering/creation.feature. */
export function addressOf(uri: string, title: string): string {
  const file = uri
    .replaceAll('\\', '/')
    .replace(/.*?features\//, '')
    .replace(/\.feature$/, '')
  return `${file} ${/^\[[^\]]+\]/.exec(title)?.[0] ?? title}`
}

/** The guarantees that a pickle checks, by its tags (its Rule's included). */
export function guaranteesOf(tags: readonly { name: string }[]): string[] {
  return tags.map(({ name }) => name.slice(1)).filter((name) => /^SS-[A-Z]{3}-\d{3}$/.test(name))
}

function worstOf(found: Finding[]): Finding {
  const order: Ending[] = [...decisive, 'not applicable', 'conformant']
  const [worst] = found.toSorted((a, b) => order.indexOf(a.ending) - order.indexOf(b.ending))
  const because = 'it was planned but never started'
  return worst ?? { ending: 'harness error', because, failures: [], notJudged: [] }
}

function stepText({ pickle, testCase, hooks }: ReportedScenario, stepId: string | undefined): string {
  const step = testCase.testSteps.find(({ id }) => id === stepId)
  if (!step) return ''
  if (step.hookId) return `hook: ${hooks.get(step.hookId) ?? 'without a name'}`
  return pickle.steps.find(({ id }) => id === step.pickleStepId)?.text ?? ''
}
