import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import type { MeasuredMutant } from './measure-mutant.ts'
import { digestOfSources, measurementsIn } from './measured-mutants.ts'
import { sampleOf } from './sample.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'measured-mutants-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const one = (mutant: string) => ({ mutant, others: [] }) as unknown as MeasuredMutant
const namesIn = (what: Record<string, string>) => measurementsIn(folder, what).found.map(({ mutant }) => mutant)

describe('the measurements of mutants', () => {
  it('go on where they were broken off', () => {
    const first = measurementsIn(folder, { sources: 'a' })
    expect(first.found).to.deep.equal([])
    first.add(one('late'))
    first.add(one('restless'))
    appendFileSync(join(folder, 'measured.jsonl'), '{"mutant":"half')
    measurementsIn(folder, { sources: 'a' }).add(one('surge'))
    expect(namesIn({ sources: 'a' })).to.deep.equal(['late', 'restless', 'surge'])
  })

  it('begin anew with other sources or on another target', () => {
    for (const what of [{ sources: 'b' }, { sources: 'a', target: 'control-plane' }]) {
      measurementsIn(folder, { sources: 'a' }).add(one('late'))
      mkdirSync(join(folder, 'late', 'traces'), { recursive: true })
      expect(namesIn(what)).to.deep.equal([])
      expect(existsSync(join(folder, 'late'))).to.equal(false)
    }
  })

  it('do not empty a folder that no run has made', () => {
    writeFileSync(join(folder, 'diary.txt'), 'mine')
    expect(() => measurementsIn(folder, { sources: 'a' })).to.throw('holds files')
  })
})

describe('the digest of the sources', () => {
  const file = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }

  it('changes with every source and with no test', () => {
    file('steps/judge/judge.ts', '1')
    const digest = digestOfSources(folder)
    for (const path of [
      'steps/judge/judge.test.ts',
      'steps/mutation/result.yaml',
      'steps/judge/corpus/recorded/i.yaml',
    ])
      file(path, '1')
    expect(digestOfSources(folder)).to.equal(digest)
    const digests = [
      'steps/judge/judge.ts',
      'features/a/a.feature',
      'reports/r.ts',
      'reference-controller/c/c.yaml',
    ].map((path) => {
      file(path, '2')
      return digestOfSources(folder)
    })
    expect(new Set([digest, ...digests]).size).to.equal(5)
  })
})

describe('a sample of mutants', () => {
  const all = Array.from({ length: 50 }, (_, index) => ({ name: `m${index}` }))

  it('is the same for the same seed, in their order, and another for another', () => {
    const chosen = sampleOf(all, 10, '1')
    expect(chosen).to.have.length(10)
    expect(sampleOf(all.toReversed(), 10, '1').toReversed()).to.deep.equal(chosen)
    expect(all.filter((each) => chosen.includes(each))).to.deep.equal(chosen)
    expect(sampleOf(all, 10, '2')).not.to.deep.equal(chosen)
  })

  it('is all of them where it is as large', () => {
    expect(sampleOf(all, 60, '1')).to.deep.equal(all)
  })
})
