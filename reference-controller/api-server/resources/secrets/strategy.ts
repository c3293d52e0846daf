import { bytesOf, withinBytes } from '../shared/byte-limit.ts'
import { same } from '../shared/equality.ts'
import { forbidden, invalid, problems } from '../shared/field-errors.ts'
import { configKeyProblems } from '../shared/names.ts'
import type { Rules } from '../shared/strategy.ts'

export const secretRules: Rules = {
  defaults(object) {
    object['type'] ||= 'Opaque'
    const texts = Object.entries((object['stringData'] ?? {}) as Record<string, string>)
    if (texts.length === 0) return
    // stringData is for writing only: it is kept encoded, with the rest.
    const encoded = texts.map(([key, text]) => [key, Buffer.from(text).toString('base64')])
    object['data'] = { ...(object['data'] as object | undefined), ...Object.fromEntries(encoded) }
    delete object['stringData']
  },
  validate: (object) => [
    ...Object.keys(object['data'] ?? {}).flatMap((key) => problems(`data[${key}]`, key, configKeyProblems(key))),
    ...withinBytes('data', bytesOf(object['data'], 'base64')),
  ],
  validateUpdate(object, old) {
    const found = object['type'] === old['type'] ? [] : [invalid('type', object['type'], 'field is immutable')]
    if (old['immutable'] && !object['immutable']) {
      found.push(forbidden('immutable', 'field is immutable when `immutable` is set'))
    }
    if (old['immutable'] && !same(object['data'], old['data'])) {
      found.push(forbidden('data', 'field is immutable when `immutable` is set'))
    }
    return [...found, ...this.validate!(object)]
  },
  selectableFields: (object) => ({ type: object['type'] }),
}
