import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { expect } from 'chai'
import { readEvidence } from './evidence.ts'

describe('the traces of a run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'evidence-'))
  after(() => rmSync(folder, { recursive: true }))

  it('are each of an example: of one without messages the verdict is missing', () => {
    cpSync(join(import.meta.dirname, 'testdata/endings'), folder, { recursive: true })
    expect(readEvidence(folder, {}).problems.filter((problem) => problem.startsWith('traces/'))).to.deep.equal([])
    for (const name of ['lost.jsonl', 'note.txt']) writeFileSync(join(folder, 'traces', name), '')
    expect(readEvidence(folder, {}).problems.filter((problem) => problem.startsWith('traces/'))).to.deep.equal([
      'traces/lost.jsonl: no example of messages.ndjson has this trace: messages are missing',
    ])
  })
})
