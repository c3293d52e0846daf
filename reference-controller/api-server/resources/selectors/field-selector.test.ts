import { describe, it } from 'node:test'
import { expect } from 'chai'
import fc from 'fast-check'
import { SelectorError } from '../errors.ts'
import { resourceDefinitions } from '../registry.ts'
import { parseFieldSelector } from './field-selector.ts'

const definitionOf = (plural: string) => resourceDefinitions().find((one) => one.plural === plural)!
const pods = definitionOf('pods')
const pod = {
  kind: 'Pod',
  metadata: { name: 'web-0', namespace: 'ns' },
  spec: { nodeName: 'n=1', containers: [] },
  status: { phase: 'Running' },
}

describe('parseFieldSelector', () => {
  const table: [string, boolean][] = [
    ['', true],
    [',', true],
    ['metadata.name=web-0', true],
    ['metadata.name==web-0,metadata.namespace=ns', true],
    ['metadata.name!=web-0', false],
    ['status.phase!=Pending,', true],
    ['spec.nodeName=n\\=1', true],
    ['spec.nodeName=', false],
    ['status.podIP=', true],
  ]
  for (const [text, selected] of table) {
    it(`"${text}" ${selected ? 'selects' : 'does not select'}`, () => {
      expect(parseFieldSelector(text, pods)(pod)).to.equal(selected)
    })
  }

  // The refusals of kube-apiserver v1.36.3, 2026-11-21.
  const refused: [string, string, string][] = [
    ['pods', 'a=b', 'field label not supported: a'],
    ['pods', 'metadata.uid=1', 'field label not supported: metadata.uid'],
    ['pods', '=x', 'field label not supported: '],
    ['pods', 'metadata.name', "invalid selector: 'metadata.name'; can't understand 'metadata.name'"],
    ['pods', 'metadata.name=a=b', 'invalid field selector: unescaped character in value: 61'],
    ['pods', 'metadata.name=a\\', 'invalid field selector: invalid escape sequence: \\'],
    ['pods', 'metadata.name=a\\x', 'invalid field selector: invalid escape sequence: \\x'],
    ['statefulsets', 'spec.x=1', '"spec.x" is not a known field selector: only "metadata.name", "metadata.namespace"'],
  ]
  for (const [plural, text, message] of refused) {
    it(`refuses "${text}" of ${plural}`, () => {
      expect(() => parseFieldSelector(text, definitionOf(plural))).to.throw(SelectorError, message)
    })
  }

  it('finds any value that was escaped', () => {
    const value = fc.string({ unit: fc.constantFrom('a', ',', '=', '\\', '!', ' '), maxLength: 8 })
    fc.assert(
      fc.property(value, (name) => {
        const text = `metadata.name=${name.replace(/[\\,=]/g, '\\$&')}`
        const selector = parseFieldSelector(text, pods)
        expect(selector({ kind: 'Pod', metadata: { name } })).to.equal(true)
        expect(selector({ kind: 'Pod', metadata: { name: `${name}x` } })).to.equal(false)
      }),
    )
  })
})
