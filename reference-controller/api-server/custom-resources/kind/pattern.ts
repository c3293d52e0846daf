const compiled = new Map<string, RegExp>()

/**
 * A regular expression of a schema, written for Go's RE2. Syntax that JavaScript lacks (flags at the
 * beginning, `\z`, `\A`, classes such as `[[:alpha:]]`) is translated. An invalid one matches everything: kube-apiserver
 * refuses its CRD.
 */
export function patternOf(text: string): RegExp {
  const known = compiled.get(text)
  if (known) return known
  const [, flags = '', body = ''] = /^(?:\(\?([ims]+)\))?(.*)$/s.exec(text) ?? []
  const pattern = compiledAs(translated(body), flags)
  compiled.set(text, pattern)
  return pattern
}

function compiledAs(source: string, flags: string): RegExp {
  try {
    return new RegExp(source, flags)
  } catch {
    return /^/
  }
}

const CLASSES: Record<string, string> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  digit: '0-9',
  lower: 'a-z',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\t\\n\\v\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
}

function translated(body: string): string {
  return body
    .replace(/\[:(\w+):\]/g, (whole, name: string) => CLASSES[name] ?? whole)
    .replace(/\(\?P</g, '(?<')
    .replace(/(\\\\)|\\([zA])/g, (_, pair: string | undefined, anchor: string) => pair ?? (anchor === 'z' ? '$' : '^'))
}
