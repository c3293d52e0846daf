import { SelectorError } from '../errors.ts'
import { labelKeyProblems, labelValueProblems } from '../shared/names.ts'
import { lexer, type Token } from './lexer.ts'

type Labels = Readonly<Record<string, string>>

/** True if an object with these labels is selected. */
export type LabelSelector = (labels: Labels | undefined) => boolean

type Operator = 'in' | 'notin' | 'exists' | '!' | '=' | '==' | '!=' | '<' | '>'

export interface Requirement {
  key: string
  operator: Operator
  values: string[]
}

/**
 * Parses the text of a labelSelector parameter: `a=b`, `a==b`, `a!=b`, `a in (b,c)`, `a notin (b,c)`, `a`, `!a`, `a>1`,
 * `a<1`, joined by commas. Throws SelectorError.
 */
export function parseLabelSelector(text: string): LabelSelector {
  const requirements = parseRequirements(text)
  return (labels) => requirements.every((requirement) => satisfies(requirement, labels ?? {}))
}

/** The requirements in the order of the text. */
export function parseRequirements(text: string): Requirement[] {
  const tokens = lexer(text)
  const requirements: Requirement[] = []
  const first = tokens.peek()
  if (first.kind === 'end') return requirements
  if (first.kind !== 'word' && first.kind !== '!') throw unexpected(first, "!, identifier, or 'end of string'")
  for (;;) {
    const requirement = parseRequirement(tokens)
    check(requirement)
    requirements.push(requirement)
    const separator = tokens.next()
    if (separator.kind === 'end') return requirements
    if (separator.kind !== ',') throw unexpected(separator, `',' or 'end of string'`)
    const following = tokens.peek()
    if (following.kind !== 'word' && following.kind !== '!') throw unexpected(following, "identifier after ','")
  }
}

function satisfies({ key, operator, values }: Requirement, labels: Labels): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined
  if (operator === 'exists') return value !== undefined
  if (operator === '!') return value === undefined
  if (operator === 'notin' || operator === '!=') return value === undefined || !values.includes(value)
  if (value === undefined) return false
  if (operator === '<' || operator === '>') return compare(value, operator, values[0]!)
  return values.includes(value)
}

function compare(value: string, operator: '<' | '>', bound: string): boolean {
  if (!/^[-+]?\d+$/.test(value)) return false
  return operator === '<' ? BigInt(value) < BigInt(bound) : BigInt(value) > BigInt(bound)
}

type Lexer = ReturnType<typeof lexer>

function parseRequirement(tokens: Lexer): Requirement {
  const negated = tokens.peek().kind === '!'
  if (negated) tokens.next()
  const name = tokens.next()
  if (name.kind !== 'word') throw unexpectedInside(name, 'identifier')
  const following = tokens.peek()
  if (negated) return { key: name.text, operator: '!', values: [] }
  if (following.kind === 'end' || following.kind === ',') return { key: name.text, operator: 'exists', values: [] }
  return { key: name.text, ...parseComparison(tokens) }
}

function parseComparison(tokens: Lexer): Omit<Requirement, 'key'> {
  const token = tokens.next()
  if (token.kind === 'word' && (token.text === 'in' || token.text === 'notin')) {
    return { operator: token.text, values: parseValues(tokens) }
  }
  if (!['=', '==', '!=', '<', '>'].includes(token.kind)) {
    throw unexpectedInside(token, 'in, notin, =, ==, !=, gt, lt')
  }
  return { operator: token.kind as Operator, values: [parseExactValue(tokens)] }
}

function parseExactValue(tokens: Lexer): string {
  const token = tokens.peek()
  if (token.kind === 'end' || token.kind === ',') return ''
  tokens.next()
  if (token.kind === 'word') return token.text
  throw unexpectedInside(token, 'identifier')
}

function parseValues(tokens: Lexer): string[] {
  const open = tokens.next()
  if (open.kind !== '(') throw unparsable(`found '${open.text}' expected: '('`)
  const values = ['']
  for (;;) {
    const token = tokens.next()
    if (token.kind === ')') return [...new Set(values)]
    if (token.kind === ',') values.push('')
    else if (token.kind === 'word' && values.at(-1) === '') values[values.length - 1] = token.text
    else throw unexpectedInside(token, "',' or ')'")
  }
}

function check({ key, operator, values }: Requirement): void {
  const [problem] = labelKeyProblems(key)
  if (problem) throw unparsable(`<nil>: Invalid value: ${JSON.stringify(key)}: ${problem}`)
  if ((operator === '<' || operator === '>') && !/^[-+]?\d+$/.test(values[0]!)) {
    const rule = "for 'Gt', 'Lt' operators, the value must be an integer"
    throw unparsable(`values[0]: Invalid value: ${JSON.stringify(values[0])}: ${rule}`)
  }
  for (const [index, value] of values.entries()) {
    const [wrong] = labelValueProblems(value)
    if (wrong) throw unparsable(`values[${index}][${key}]: Invalid value: ${JSON.stringify(value)}: ${wrong}`)
  }
}

function unexpected(token: Token, expected: string): SelectorError {
  return new SelectorError(`found '${token.text}', expected: ${expected}`)
}

function unparsable(problem: string): SelectorError {
  return new SelectorError(`unable to parse requirement: ${problem}`)
}

/** Found inside of a requirement, where the message has another beginning. */
function unexpectedInside(token: Token, expected: string): SelectorError {
  return unparsable(unexpected(token, expected).message)
}
