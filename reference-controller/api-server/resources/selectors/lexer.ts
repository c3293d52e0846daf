/** The tokens of a label selector. */
export interface Token {
  kind: 'word' | 'end' | '(' | ')' | ',' | '!' | '=' | '==' | '!=' | '<' | '>' | 'error'
  text: string
}

const TOKEN = /[ \t\r\n]*(?:(!=|==|[!=<>(),])|([^ \t\r\n=!<>(),]+))/y

/** Reads the text token by token. */
export function lexer(text: string): { peek(): Token; next(): Token } {
  let at = 0
  const read = (): { token: Token; end: number } => {
    TOKEN.lastIndex = at
    const match = TOKEN.exec(text)
    if (!match) return { token: { kind: 'end', text: '' }, end: text.length }
    const [, sign, word] = match
    const token = sign ? { kind: sign as Token['kind'], text: sign } : { kind: 'word' as const, text: word! }
    return { token, end: TOKEN.lastIndex }
  }
  return {
    peek: () => read().token,
    next() {
      const { token, end } = read()
      at = end
      return token
    },
  }
}
