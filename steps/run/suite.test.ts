import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { after, describe, it } from 'node:test'
import { expect } from 'chai'
import { execa } from 'execa'
import { cucumberPath, haveFeatures, LEDGER, namedFeatures, SUITE, suiteVersion } from './suite.ts'

describe('the files of the suite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'suite test [1] '))
  after(() => rmSync(folder, { recursive: true }))

  it('are in the checkout', () => {
    expect(SUITE).to.equal(resolve(import.meta.dirname, '../..'))
    expect(LEDGER).to.equal(relative(process.cwd(), join(SUITE, 'features')))
    expect(suiteVersion()).to.match(/^\d+\.\d+\.\d+/)
  })

  it('are features by a path in the suite, or in the working directory, with lines behind it', () => {
    const own = join(folder, 'own.feature')
    writeFileSync(own, 'Feature: own\n')
    expect(namedFeatures('features/tutorials')).to.equal('features/tutorials')
    expect(namedFeatures('features/ordering/creation.feature:12:30')).to.match(/creation\.feature:12:30$/)
    // A literal path: glob patterns of the user stay patterns.
    expect(haveFeatures(own.replace('[1]', '?1?'))).to.equal(true)
    expect(haveFeatures('features/ordering/creation.feature:12')).to.equal(true)
    expect(haveFeatures('features/nowhere')).to.equal(false)
  })

  it('are found by cucumber without a pattern in the path of the suite', () => {
    expect(cucumberPath('features/ordering')).to.equal(join('features/ordering', '**/*.feature'))
    expect(cucumberPath('features/ordering/creation.feature:12')).to.equal('features/ordering/creation.feature:12')
  })

  it('are used from any folder, also one with features of its own, in which the evidence is', async () => {
    mkdirSync(join(folder, 'features/identity'), { recursive: true })
    writeFileSync(
      join(folder, 'features/identity/foreign.feature'),
      'Feature: foreign\n  @IDN\n  Example: x\n    Given y\n',
    )
    const words = [join(SUITE, 'steps/run/cli.mjs'), 'certify', '--guarantee', 'SS-IDN-001', '--parallel', '1']
    const settings = { cwd: folder, env: { TMPDIR: '/dev/null' }, all: true, reject: false } as const
    const { exitCode, all } = await execa(process.execPath, words, settings)
    expect(exitCode, all).to.equal(0)
    expect(all).to.include('1 of 1 selected guarantee kept').and.include('evidence in reports/latest')
    expect(readdirSync(folder)).to.have.members(['features', 'own.feature', 'reports'])
    const messages = readFileSync(join(folder, 'reports/latest/messages.ndjson'), 'utf8')
    const uris = new Set([...messages.matchAll(/"uri":"([^"]+\.feature)"/g)].map(([, uri]) => uri))
    expect([...uris])
      .to.include('features/identity/labels.feature')
      .and.not.include('features/identity/foreign.feature')
  })
})
