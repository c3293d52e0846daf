import { elementOfItem, ItemError } from './list-items.ts'
import { elementText } from './path-element.ts'
import { type ListShape, type MapShape, type ScalarShape, type Shape, settled } from './shape.ts'

type Json = Record<string, unknown>

/**
 * What keeps a configuration from being of a shape, in kube-apiserver's words; empty when it is. Several problems
 * come one a line.
 */
export function misfits(shape: Shape, config: unknown): string {
  const found = problemsOf(shape, config, '')
  if (found.length <= 1) return found[0] ?? ''
  return ['errors:', ...found.map((problem) => `  ${problem}`)].join('\n')
}

function problemsOf(free: Shape, value: unknown, at: string): string[] {
  const shape = settled(free, value)
  if (value === null || value === undefined) return []
  if (shape.kind === 'scalar') return scalarProblems(shape, value, at)
  if (shape.kind === 'list') {
    return Array.isArray(value) ? itemProblems(shape, value, at) : [told(at, `expected list, got ${goValue(value)}`)]
  }
  const isMap = typeof value === 'object' && !Array.isArray(value)
  return isMap ? fieldProblems(shape, value as Json, at) : [told(at, `expected map, got ${goValue(value)}`)]
}

const told = (at: string, problem: string) => (at ? `${at}: ${problem}` : problem)

/** The words are those of the library that kube-apiserver uses, which shows the values of its own types. */
function goValue(value: unknown): string {
  return `&{${goText(value)}}`
}

function goText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(goText).join(' ')}]`
  if (typeof value !== 'object' || value === null) return value === null ? '<nil>' : String(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `map[${entries.map(([key, item]) => `${key}:${goText(item)}`).join(' ')}]`
}

function scalarProblems({ expects }: ScalarShape, value: unknown, at: string): string[] {
  const type = typeof value
  if (expects === 'any' || (expects === 'scalar' && type !== 'object')) return []
  if (expects === 'scalar') return [told(at, `expected any scalar, got ${goValue(value)}`)]
  if (expects === 'numeric') {
    return type === 'number' ? [] : [told(at, `expected numeric (int or float), got ${goType(value)}`)]
  }
  if (expects === 'boolean') return type === 'boolean' ? [] : [told(at, `expected boolean, got ${goValue(value)}`)]
  return type === 'string' ? [] : [told(at, `expected string, got &value.valueUnstructured{Value:${goSyntax(value)}}`)]
}

function goType(value: unknown): string {
  if (Array.isArray(value)) return '[]interface {}'
  return typeof value === 'object' ? 'map[string]interface {}' : typeof value === 'boolean' ? 'bool' : typeof value
}

function goSyntax(value: unknown): string {
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`
  if (typeof value !== 'object' || value === null) return value === null ? 'interface {}(nil)' : JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `map[string]interface {}{${entries.map(([key, item]) => `${JSON.stringify(key)}:${goSyntax(item)}`).join(', ')}}`
}

function itemProblems(shape: ListShape, list: unknown[], at: string): string[] {
  if (shape.relation === 'atomic') {
    return list.flatMap((item, index) => problemsOf(shape.item(), item, `${at}[${index}]`))
  }
  const seen = new Set<string>()
  const found: string[] = []
  for (const [index, item] of list.entries()) {
    const element = elementIn(shape, item)
    // What cannot be told from others ends the search.
    if (element instanceof ItemError) return [...found, told(at, `element ${index}: ${element.message}`)]
    if (seen.has(element)) found.push(told(at, `duplicate entries for key ${elementText(element)}`))
    seen.add(element)
    found.push(...problemsOf(shape.item(), item, at + elementText(element)))
  }
  return found
}

function elementIn(shape: ListShape, item: unknown): string | ItemError {
  try {
    return elementOfItem(shape, item)
  } catch (error) {
    if (error instanceof ItemError) return error
    throw error
  }
}

function fieldProblems(shape: MapShape, value: Json, at: string): string[] {
  const found: string[] = []
  for (const [name, item] of Object.entries(value)) {
    const child = shape.fields.get(name)?.shape ?? shape.value?.()
    // The first field that does not exist ends the search.
    if (!child) return [...found, `${at}.${name}: field not declared in schema`]
    found.push(...problemsOf(child, item, `${at}.${name}`))
  }
  return found
}
