import { stringify } from 'yaml'
import type { Violation } from './judgements.ts'
import type { Scenario } from './scenarios.ts'

/** One broken promise, reported once: a step of a Rule with two guarantees stands for both. */
export interface Breach extends Omit<Violation, 'guarantee'> {
  guarantees: string[]
  /** The object under check, where the sentence is that of the Rule. */
  step: string
}

/** The failures of an example, earliest first. */
export function breachesOf({ failures, rule }: Pick<Scenario, 'failures' | 'rule'>): Breach[] {
  const groups = Map.groupBy(failures, ({ guarantee: _, ...rest }) => JSON.stringify(rest))
  return [...groups].map(([text, same]) => {
    const shared = JSON.parse(text) as Omit<Violation, 'guarantee'>
    return { ...shared, ...wordsOf(shared, rule), guarantees: same.map(({ guarantee }) => guarantee) }
  })
}

/** The promise in words: a step names the object under check, its Rule the promise. */
function wordsOf(
  { source, sentence }: Pick<Violation, 'source' | 'sentence'>,
  rule: string,
): Pick<Breach, 'sentence' | 'step'> {
  return source === 'then' && rule !== '' ? { sentence: rule, step: sentence } : { sentence, step: '' }
}

/** Expected and seen values as people read them: text as it is, anything else as YAML. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : stringify(value, { lineWidth: 0 }).trimEnd()
}

/** The title of an example without its number, which its address has. */
export function plainTitle(title: string): string {
  return title.replace(/^\[[^\]]+\]\s*/, '')
}

/** The location of an example: "features/ordering/creation.feature:31". */
export function locationOf({ uri, line }: Pick<Scenario, 'uri' | 'line'>): string {
  return line === 0 ? uri : `${uri}:${line}`
}
