import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import { readEvidence } from './evidence.ts'
import { sealed } from './testdata/hand-made.ts'
import { readTrace } from './trace.ts'

/** Of a recorded run, whose traces 1 and 3 say in their headers who wrote the status. */
function managersIn(...said: (string[] | undefined)[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'managers-'))
  try {
    cpSync(join(import.meta.dirname, 'testdata/endings'), folder, { recursive: true })
    for (const [index, number] of [1, 3].entries()) {
      const file = join(folder, `traces/ordering-endings-${number}.jsonl`)
      const { header, entries } = readTrace(file)
      const { digest: _, ...bare } = header
      const statusManagers = said[index]
      writeFileSync(
        file,
        sealed({ header: { ...bare, ...(statusManagers && { statusManagers }) } as typeof header, entries }),
      )
    }
    return readEvidence(folder, {}).statusManagers
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('who wrote the status', () => {
  it('is what all traces say', () => {
    expect(managersIn(['b', 'a'], ['b', 'c'])).to.deep.equal(['a', 'b', 'c'])
    expect(managersIn(['b'])).to.deep.equal(['b'])
  })

  it('is nobody where none says it', () => {
    expect(managersIn()).to.deep.equal([])
  })
})
