import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import { parse } from 'yaml'
import { capabilityNames, unknownCapabilities } from './capabilities.ts'

describe('the capabilities', () => {
  it('are those of features/capabilities.yaml', () => {
    const file = join(import.meta.dirname, '../../features/capabilities.yaml')
    const rows = parse(readFileSync(file, 'utf8')) as { name: string }[]
    expect([...capabilityNames]).to.deep.equal(rows.map(({ name }) => name))
  })

  it('are told from other names', () => {
    expect(unknownCapabilities(['gc', 'gcc', 'node-fault', 'provisioner'])).to.deep.equal(['gcc', 'provisioner'])
  })
})
