import { describe, it } from 'node:test'
import { expect } from 'chai'
import { commandOfOne } from './mutants.ts'

describe('the command that runs one mutant by itself', () => {
  const mutant = { name: 'label-missing', guarantee: 'SS-IDN-004' }
  const cases: [Parameters<typeof commandOfOne>[1], string][] = [
    [{ target: 'reference' }, 'certify --mutant label-missing --guarantee SS-IDN-004'],
    [
      { target: 'control-plane', assets: '/opt/assets' },
      'certify --target control-plane --controller reference --assets /opt/assets --mutant label-missing --guarantee SS-IDN-004',
    ],
  ]
  for (const [where, command] of cases)
    it(`says where: ${where.target}`, () => {
      expect(commandOfOne(mutant, where).join(' ')).to.equal(command)
    })
})
