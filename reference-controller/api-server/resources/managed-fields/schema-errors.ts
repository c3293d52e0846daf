import { shown } from '../schema/decode.ts'
import { elementOfItem, ItemError } from './list-items.ts'
import { elementText } from './path-element.ts'
import { concrete, type ListShape, type MapShape, type ScalarShape, type Shape } from './shape.ts'

type Json = Record<string, unknown>

/** The places where a configuration is not of a shape; empty if it is. */
export function schemaErrors(shape: Shape, config: unknown, at = ''): string[] {
  const own = concrete(shape, config)
  if (config === null || config === undefined) return []
  if (own.kind === 'scalar') return fits(own, config) ? [] : [wrongType(at, own.expects, config)]
  if (own.kind === 'list') {
    return Array.isArray(config) ? itemErrors(own, config, at) : [wrongType(at, 'a list', config)]
  }
  const isMap = typeof config === 'object' && !Array.isArray(config)
  return isMap ? fieldErrors(own, config as Json, at) : [wrongType(at, 'a map', config)]
}

const wrongType = (at: string, expected: string, value: unknown) => `${at}: expected ${expected}, got ${shown(value)}`

function fits({ expects }: ScalarShape, value: unknown): boolean {
  if (expects === 'any') return true
  if (expects === 'scalar') return typeof value !== 'object'
  return typeof value === (expects === 'numeric' ? 'number' : expects)
}

function itemErrors(shape: ListShape, list: unknown[], at: string): string[] {
  const seen = new Set<string>()
  return list.flatMap((item, index) => {
    if (shape.relation === 'atomic') return schemaErrors(shape.item(), item, `${at}[${index}]`)
    const element = elementIn(shape, item)
    if (element instanceof ItemError) return [`${at}: element ${index}: ${element.message}`]
    const repeated = seen.has(element) ? [`${at}: duplicate entries for key ${elementText(element)}`] : []
    seen.add(element)
    return [...repeated, ...schemaErrors(shape.item(), item, at + elementText(element))]
  })
}

function elementIn(shape: ListShape, item: unknown): string | ItemError {
  try {
    return elementOfItem(shape, item)
  } catch (error) {
    if (error instanceof ItemError) return error
    throw error
  }
}

function fieldErrors(shape: MapShape, value: Json, at: string): string[] {
  return Object.entries(value).flatMap(([name, item]) => {
    const child = shape.fields.get(name)?.shape ?? shape.value?.()
    return child ? schemaErrors(child, item, `${at}.${name}`) : [`${at}.${name}: field not declared in schema`]
  })
}
