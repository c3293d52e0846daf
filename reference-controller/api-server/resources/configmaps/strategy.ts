import type { StatusCause } from '../definition.ts'
import { bytesOf, withinBytes } from '../shared/byte-limit.ts'
import { same } from '../shared/equality.ts'
import { forbidden, problems } from '../shared/field-errors.ts'
import { configKeyProblems } from '../shared/names.ts'
import type { Rules } from '../shared/strategy.ts'

export const configMapRules: Rules = {
  validate: (object) => [
    ...validateKeys(object['data'], 'data'),
    ...validateKeys(object['binaryData'], 'binaryData'),
    // kube-apiserver blames the whole object, which has no name.
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

function validateKeys(data: unknown, field: string): StatusCause[] {
  return Object.keys(data ?? {}).flatMap((key) => problems(`${field}[${key}]`, key, configKeyProblems(key)))
}
