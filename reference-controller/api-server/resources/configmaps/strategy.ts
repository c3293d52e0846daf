import type { StatusCause } from '../definition.ts'
import { bytesOf, withinBytes } from '../shared/byte-limit.ts'
import { same } from '../shared/equality.ts'
import { forbidden, invalid, problems } from '../shared/field-errors.ts'
import { configKeyProblems } from '../shared/names.ts'
import type { Rules } from '../shared/strategy.ts'

export const configMapRules: Rules = {
  checksWholeOnUpdate: true,
  validate: (object) => [
    ...validateKeys(object['data'], 'data'),
    ...validateKeys(object['binaryData'], 'binaryData'),
    ...repeatedKeys(object['data'], object['binaryData']),
    // It is the whole that is too long, which has no name.
    ...withinBytes('[]', bytesOf(object['data'], 'utf8') + bytesOf(object['binaryData'], 'base64')),
  ],
  validateUpdate(object, old) {
    const found = this.validate!(object)
    if (!old['immutable']) return found
    const changed = ['data', 'binaryData'].filter((field) => !same(object[field], old[field]))
    if (!object['immutable']) changed.unshift('immutable')
    return [...changed.map((field) => forbidden(field, 'field is immutable when `immutable` is set')), ...found]
  },
}

function repeatedKeys(data: unknown, binary: unknown): StatusCause[] {
  const held = (binary ?? {}) as object
  return Object.keys(data ?? {}).flatMap((key) =>
    Object.hasOwn(held, key) ? [invalid(`data[${key}]`, key, 'duplicate of key present in binaryData')] : [],
  )
}

function validateKeys(data: unknown, field: string): StatusCause[] {
  return Object.keys(data ?? {}).flatMap((key) => problems(`${field}[${key}]`, key, configKeyProblems(key)))
}
