/**
 * The part of JSONPath that CRDs use for columns and selectable fields: `.a.b`, `['a.b']`, `\.` inside of
 * names, `[0]`, `[-1]`, `[*]` and filters of the form `[?(@.type=="Ready")]`. Undefined for anything else.
 */
export type JsonPath = (object: unknown) => unknown[]

type Step = (value: unknown) => unknown[]

const TOKEN =
  /\.((?:[^.[\]\\'"()]|\\.)+)|\[\s*'((?:[^'\\]|\\.)*)'\s*\]|\[\s*"((?:[^"\\]|\\.)*)"\s*\]|\[\s*(-?\d+)\s*\]|(\[\s*\*\s*\]|\.\*)|\[\?\(\s*@((?:\.(?:[^.[\]\\'"()=<>!\s]|\\.)+)+)\s*(==|!=)\s*(?:"([^"]*)"|'([^']*)'|([\w.+-]+))\s*\)\]/y

export function parseJsonPath(text: string): JsonPath | undefined {
  const path = text.replace(/^\$/, '')
  if (path === '.' || path === '') return (object) => [object]
  const steps: Step[] = []
  for (let at = 0; at < path.length; ) {
    TOKEN.lastIndex = at
    const match = TOKEN.exec(path)
    if (!match) return undefined
    at += match[0].length
    steps.push(stepOf(match))
  }
  return (object) => steps.reduce<unknown[]>((values, step) => values.flatMap(step), [object])
}

function stepOf([, dotted, quoted, doubled, index, star, path, operator, ...literals]: RegExpExecArray): Step {
  const name = dotted ?? quoted ?? doubled
  if (name !== undefined) return member(unescaped(name))
  if (index !== undefined) return item(Number(index))
  if (star !== undefined) return (value) => (typeof value === 'object' && value !== null ? Object.values(value) : [])
  const found = parseJsonPath(path!)!
  const [doubleQuoted, singleQuoted, bare] = literals
  const wanted = doubleQuoted ?? singleQuoted ?? bare
  return (value) =>
    Array.isArray(value)
      ? value.filter((element) => found(element).some((part) => String(part) === wanted) === (operator === '=='))
      : []
}

const unescaped = (name: string) => name.replace(/\\(.)/g, '$1')

function member(name: string): Step {
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, name)) return []
    return [(value as Record<string, unknown>)[name]]
  }
}

function item(index: number): Step {
  return (value) => {
    const found = Array.isArray(value) ? value.at(index) : undefined
    return found === undefined ? [] : [found]
  }
}
