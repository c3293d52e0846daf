/** As many levels as Go's decoder goes down. */
export const MAX_DEPTH = 10_000

/** The bracket that goes one level too deep, if there is one. */
function tooDeep(text: string): string | undefined {
  if (text.length <= MAX_DEPTH) return undefined
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '"') at = endOfString(text, at)
    else if (character === '}' || character === ']') depth--
    else if ((character === '{' || character === '[') && ++depth > MAX_DEPTH) return character
  }
  return undefined
}

function endOfString(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}

/** @throws SyntaxError for a text that nobody should try to read, least of all by recursion */
export function demandShallow(text: string): void {
  if (tooDeep(text)) throw new SyntaxError(syntaxProblem(text))
}

/** What is wrong with a text that is not JSON, in the words of Go's decoder, which kube-apiserver passes on. */
export function syntaxProblem(text: string): string {
  const bracket = tooDeep(text)
  if (bracket) return `invalid character '${bracket}' exceeded max depth`
  const scanner: Scanner = { text, at: 0 }
  try {
    skipValue(scanner)
    skipSpace(scanner)
    if (scanner.at < text.length) fail(scanner, 'after top-level value')
  } catch (error) {
    if (error instanceof Problem) return error.message
    if (error instanceof RangeError) return `invalid character '${scanner.text[scanner.at]}' exceeded max depth`
    throw error
  }
  return 'invalid JSON'
}

interface Scanner {
  text: string
  at: number
}

class Problem extends Error {}

function fail({ text, at }: Scanner, where: string): never {
  const character = text[at]
  if (character === undefined) throw new Problem('unexpected end of JSON input')
  const shown = character === "'" ? "\\'" : character === '"' ? '"' : JSON.stringify(character).slice(1, -1)
  throw new Problem(`invalid character '${shown}' ${where}`)
}

function skipSpace(scanner: Scanner): void {
  while (/[ \t\r\n]/.test(scanner.text[scanner.at] ?? '')) scanner.at++
}

/** The next character that is not space, without going past it. */
function peek(scanner: Scanner): string | undefined {
  skipSpace(scanner)
  return scanner.text[scanner.at]
}

function skipValue(scanner: Scanner): void {
  const first = peek(scanner) ?? ''
  if (first === '{') skipObject(scanner)
  else if (first === '[') skipArray(scanner)
  else if (first === '"') skipString(scanner)
  else if (/[-0-9]/.test(first)) skipNumber(scanner)
  else if (first === 't' || first === 'f' || first === 'n') skipLiteral(scanner, first)
  else fail(scanner, 'looking for beginning of value')
}

function skipObject(scanner: Scanner): void {
  scanner.at++
  for (let first = true; ; first = false) {
    if (first && peek(scanner) === '}') break
    if (peek(scanner) !== '"') fail(scanner, 'looking for beginning of object key string')
    skipString(scanner)
    if (peek(scanner) !== ':') fail(scanner, 'after object key')
    scanner.at++
    skipValue(scanner)
    if (peek(scanner) === '}') break
    if (peek(scanner) !== ',') fail(scanner, 'after object key:value pair')
    scanner.at++
  }
  scanner.at++
}

function skipArray(scanner: Scanner): void {
  scanner.at++
  for (let first = true; ; first = false) {
    if (first && peek(scanner) === ']') break
    skipValue(scanner)
    if (peek(scanner) === ']') break
    if (peek(scanner) !== ',') fail(scanner, 'after array element')
    scanner.at++
  }
  scanner.at++
}

function skipString(scanner: Scanner): void {
  for (scanner.at++; scanner.text[scanner.at] !== '"'; scanner.at++) {
    const character = scanner.text[scanner.at] ?? ''
    if (character === '\\') skipEscape(scanner)
    else if (character < ' ') fail(scanner, 'in string literal')
  }
  scanner.at++
}

function skipEscape(scanner: Scanner): void {
  scanner.at++
  if (!/["\\/bfnrtu]/.test(scanner.text[scanner.at] ?? '')) fail(scanner, 'in string escape code')
  if (scanner.text[scanner.at] !== 'u') return
  for (let digits = 0; digits < 4; digits++) {
    scanner.at++
    if (!/[0-9a-fA-F]/.test(scanner.text[scanner.at] ?? '')) fail(scanner, 'in \\u hexadecimal character escape')
  }
}

function skipNumber(scanner: Scanner): void {
  if (scanner.text[scanner.at] === '-') scanner.at++
  if (scanner.text[scanner.at] === '0') scanner.at++
  else skipDigits(scanner, 'in numeric literal')
  if (scanner.text[scanner.at] === '.') {
    scanner.at++
    skipDigits(scanner, 'after decimal point in numeric literal')
  }
  if (!/[eE]/.test(scanner.text[scanner.at] ?? '')) return
  scanner.at++
  if (/[-+]/.test(scanner.text[scanner.at] ?? '')) scanner.at++
  skipDigits(scanner, 'in exponent of numeric literal')
}

function skipDigits(scanner: Scanner, where: string): void {
  if (!/\d/.test(scanner.text[scanner.at] ?? '')) fail(scanner, where)
  while (/\d/.test(scanner.text[scanner.at] ?? '')) scanner.at++
}

function skipLiteral(scanner: Scanner, first: 't' | 'f' | 'n'): void {
  const literal = { t: 'true', f: 'false', n: 'null' }[first]
  for (const expected of literal) {
    if (scanner.text[scanner.at] !== expected) fail(scanner, `in literal ${literal} (expecting '${expected}')`)
    scanner.at++
  }
}
