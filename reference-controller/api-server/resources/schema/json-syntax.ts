/** The maximum depth of Go's decoder. */
export const MAX_DEPTH = 10_000

/** @throws SyntaxError for a text that is nested too deep to be read by recursion */
export function refuseDeep(text: string): void {
  if (text.length <= MAX_DEPTH) return
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '"') at = endOfString(text, at)
    else if (character === '}' || character === ']') depth--
    else if ((character === '{' || character === '[') && ++depth > MAX_DEPTH) {
      throw new SyntaxError(`exceeded max depth of ${MAX_DEPTH}`)
    }
  }
}

function endOfString(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}
