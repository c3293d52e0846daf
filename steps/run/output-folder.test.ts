import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { CLUSTER_LOGS } from '../target/index.ts'
import { UsageError } from './errors.ts'
import { freshOutput } from './output-folder.ts'

describe('the folder for the evidence', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'output-folder-test-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const put = (file: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), '')
  }

  const cases: [string, string[], boolean][] = [
    ['nothing', [], true],
    ['a run', ['run.json', 'traces/a.json'], true],
    ['runs', ['one/run.json', 'two/messages.ndjson'], true],
    ['the logs of a cluster that did not come up', [`${CLUSTER_LOGS}/node/kubelet.log`], true],
    ['somebody’s file', ['thesis.txt'], false],
    ['somebody’s file beside such logs', [`${CLUSTER_LOGS}/node/kubelet.log`, 'thesis.txt'], false],
    ['somebody’s folder beside a run', ['one/run.json', 'photos/1.png'], false],
  ]
  for (const [title, files, emptied] of cases)
    it(`${emptied ? 'is emptied' : 'is left alone'} where it holds ${title}`, () => {
      for (const file of files) put(file)
      const before = readdirSync(folder).length
      if (emptied) freshOutput(folder)
      else expect(() => freshOutput(folder)).to.throw(UsageError)
      expect(readdirSync(folder)).to.have.length(emptied ? 0 : before)
    })
})
