import { CucumberExpression, ParameterType, ParameterTypeRegistry } from '@cucumber/cucumber-expressions'
import type { PickleStep } from '@cucumber/messages'
import type { NamedObjects, PodEvent } from '../judge/index.ts'
import { names } from './names.ts'
import type { Hindrance, Requests } from './target.ts'

const NAME = '[a-z0-9][a-z0-9.-]*'
const OWNER = `(?:a former )?(?:StatefulSet|Pod|ConfigMap) ${NAME}`
const NAMES = `${NAME}(?:(?:, | and | to )${NAME})*`

/** A parameter type of cucumber: the text that it matches, and the value that the text stands for. */
interface Parameter {
  readonly name: string
  readonly regexp: RegExp
  readonly transformer: (text: string) => unknown
}

const same = (text: string): string => text

/** `403 Forbidden`. */
function refusal(text: string): { code: number; reason: string } {
  const [code, reason = ''] = text.split(' ')
  return { code: Number(code), reason }
}

/** `Pods web-0 and web-1`, `claim data-web-0`, `no Pods`. */
function objects(text: string): NamedObjects {
  const [, none, what = 'Pod', listed = ''] =
    /^(?:only )?(no )?(Pod|claim|StatefulSet|Service|quota|revision)s?(?: (.+))?$/.exec(text) ?? []
  return { what: what as NamedObjects['what'], names: none ? [] : names(listed) }
}

/** Every type of parameter that a phrase may have, besides cucumber's own `{int}`, `{word}` and `{string}`. */
export const parameterTypes: readonly Parameter[] = [
  { name: 'name', regexp: new RegExp(NAME), transformer: same },
  { name: 'names', regexp: new RegExp(NAMES), transformer: names },
  {
    name: 'object',
    regexp: new RegExp(`(?:StatefulSet|Pod|claim|Service|revision) ${NAME}`),
    transformer: (text) => {
      const {
        what,
        names: [name],
      } = objects(text)
      return { what, name }
    },
  },
  { name: 'objects', regexp: new RegExp(`(?:Pods?|claims?|quota|revisions?) ${NAMES}`), transformer: objects },
  {
    name: 'exactly',
    regexp: new RegExp(`only (?:Pods?|claims?|revisions?) ${NAMES}|no (?:Pods|claims|revisions|StatefulSets)`),
    transformer: objects,
  },
  { name: 'answer', regexp: new RegExp(`Pods? ${NAMES}|Service ${NAME}|no Pods`), transformer: objects },
  { name: 'place', regexp: /the same namespace|another namespace/, transformer: same },
  {
    name: 'owner',
    regexp: new RegExp(`${OWNER}(?: beside ${OWNER})?|nobody`),
    transformer: (text) => text.replace(/^StatefulSet (\S+)$/, '$1'),
  },
  { name: 'ownership', regexp: /controls|owns/, transformer: same },
  { name: 'verb', regexp: /created|deleted/, transformer: same },
  {
    name: 'milestone',
    regexp: /every lower one was ready|the one before was (?:gone|replaced and ready)/,
    transformer: same,
  },
  { name: 'sameness', regexp: /the same as before|new/, transformer: same },
  { name: 'readiness', regexp: /ready|unready/, transformer: (text) => text === 'ready' },
  { name: 'command', regexp: /is stopped|is started|restarts/, transformer: same },
  {
    name: 'refusal',
    regexp: /[45]\d\d [A-Za-z]+/,
    transformer: refusal,
  },
  {
    name: 'requests',
    regexp: /(?:each|the next) [a-z]+/,
    transformer: (text): Requests => {
      const verb = text.split(' ').at(-1) ?? ''
      return text.startsWith('each') ? { verb } : { verb, times: 1 }
    },
  },
  {
    name: 'hindrance',
    regexp: /[45]\d\d [A-Za-z]+|a delay of \d+ seconds?/,
    transformer: (text): Hindrance => {
      const [, seconds] = /(\d+) second/.exec(text) ?? []
      return seconds === undefined ? { status: refusal(text) } : { delayMs: Number(seconds) * 1000 }
    },
  },
  {
    name: 'ending',
    regexp: /fails?|succeeds?/,
    transformer: (text) => (text.startsWith('fail') ? 'Failed' : 'Succeeded'),
  },
  { name: 'outcome', regexp: /succeeded|failed/, transformer: same },
  { name: 'removal', regexp: /evicted|force-deleted/, transformer: same },
  { name: 'template', regexp: /old|new/, transformer: same },
  {
    name: 'podEvent',
    regexp: new RegExp(`Pod ${NAME} was (?:created|deleted|ready|gone)`),
    transformer: (text): PodEvent => {
      const [, name = '', what = ''] = /^Pod (\S+) was (\w+)$/.exec(text) ?? []
      return { name, what: what as PodEvent['what'] }
    },
  },
]

/** A step's phrase (the Cucumber expression that matches it) and its arguments, a Doc String or data table last. */
export type MatchedStep = { readonly phrase: string; readonly args: readonly unknown[] }

/** Finds the phrase that matches a step and parses its arguments, as cucumber will. */
export function stepMatcher(phrases: readonly string[]): (step: PickleStep) => MatchedStep | undefined {
  const registry = new ParameterTypeRegistry()
  for (const { name, regexp, transformer } of parameterTypes)
    registry.defineParameterType(new ParameterType(name, regexp, null, (text) => transformer(text), false, false))
  const known = phrases.map((phrase) => ({ phrase, expression: new CucumberExpression(phrase, registry) }))
  return ({ text, argument }) => {
    for (const { phrase, expression } of known) {
      const found = expression.match(text)
      if (!found) continue
      const more =
        argument?.docString?.content ?? argument?.dataTable?.rows.map(({ cells }) => cells.map(({ value }) => value))
      return { phrase, args: [...found.map((each) => each.getValue(null)), ...(more === undefined ? [] : [more])] }
    }
    return undefined
  }
}
