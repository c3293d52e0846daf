import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import { loadCapabilities } from './capabilities.ts'
import { codeOf, loadFamilies } from './families.ts'
import { LedgerError } from './yaml-table.ts'

function reading<T>(name: string, text: string, load: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'tables-'))
  try {
    writeFileSync(join(folder, name), text)
    return load(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('the capabilities', () => {
  const good = '- name: node-fault\n  meaning: m\n  provided_by: [kind]\n'
  const read = (text: string) => reading('capabilities.yaml', text, loadCapabilities)

  it('are read; a fault is one that says so', () => {
    const plain = { name: 'node-fault', meaning: 'm', provided_by: ['kind'], fault: false }
    expect(read(good)).to.deep.equal([plain])
    expect(read(`${good}  fault: true\n`)).to.deep.equal([{ ...plain, fault: true }])
  })

  it('have names of one word or more', () => {
    const names = ['gc', 'node-fault', 'a-b-c']
    expect(names.map((name) => read(good.replace('node-fault', name))[0]?.name)).to.deep.equal(names)
  })

  const mistakes: [string, string, RegExp][] = [
    ['a name in capitals', good.replace('node', 'Node'), /:1: name: expected words in small letters/],
    ['a name that only begins as one', good.replace('fault', 'fault_2'), /:1: name: expected words in small letters/],
    ['a name that only ends as one', good.replace('node-', '2-'), /:1: name: expected words in small letters/],
    ['no meaning', good.replace('m\n', '""\n'), /:2: meaning: /],
    ['no target', good.replace('[kind]', '[]'), /:3: provided_by: expected at least one target/],
    ['a misspelt field', `${good}  faulty: true\n`, /:4: faulty: expected no key of this name/],
  ]
  for (const [what, text, message] of mistakes)
    it(`are refused with ${what}`, () => {
      expect(() => read(text)).to.throw(LedgerError, message)
    })
})

describe('the families', () => {
  const good = '- code: ORD\n  word: ordering\n  sentence: In order.\n'
  const read = (text: string) => reading('families.yaml', text, loadFamilies)

  it('are read, and known by the code in an id', () => {
    const [family] = read(good)
    expect(family).to.deep.equal({ code: 'ORD', word: 'ordering', sentence: 'In order.' })
    expect([codeOf('SS-ORD-001'), codeOf('ORD')]).to.deep.equal(['ORD', ''])
  })

  const mistakes: [string, string, RegExp][] = [
    ['a code of four letters', good.replace('ORD', 'ORDE'), /:1: code: expected three capital letters/],
    ['a code that only begins as one', good.replace('ORD', 'ORD1'), /:1: code: expected three capital letters/],
    ['a code that only ends as one', good.replace('ORD', '1ORD'), /:1: code: expected three capital letters/],
    ['a word that only begins as one', good.replace('ordering', 'ordering2'), /:2: word: expected one word/],
    ['a word that only ends as one', good.replace('ordering', '2ordering'), /:2: word: expected one word/],
    ['no sentence', good.replace('In order.', '""'), /:3: sentence: /],
    ['a misspelt field', `${good}  words: x\n`, /:4: words: expected no key of this name/],
  ]
  for (const [what, text, message] of mistakes)
    it(`are refused with ${what}`, () => {
      expect(() => read(text)).to.throw(LedgerError, message)
    })
})
