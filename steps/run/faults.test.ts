import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { execa } from 'execa'
import { parse } from 'yaml'
import { findBinaries } from '../target/control-plane/index.ts'
import { exitCodes } from './errors.ts'

/** What a run says when something goes wrong between the suite and the cluster: asked of the command line itself. */
const root = join(import.meta.dirname, '../..')
const absent = await findBinaries({}).then(
  (found) => (found ? false : 'the binaries of the control plane are not built yet; a test builds nothing'),
  (error: Error) => error.message,
)

interface Report {
  guarantees: { id: string; verdict: string }[]
  scenarios: { total: number; harnessError: number; conformant: number }
}

describe('a fault between the suite and the cluster', () => {
  let output: string
  before(async () => {
    output = await mkdtemp(join(tmpdir(), 'statefulset-conformance-faults-'))
  })
  after(() => rm(output, { recursive: true, force: true }))

  async function certify(target: string, fault: string) {
    const options = { target, fault, output, guarantee: 'SS-ORD-001', parallel: '1' }
    const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
    const command = ['steps/run/cli.mjs', 'certify', ...words]
    const { exitCode, all } = await execa(process.execPath, command, { cwd: root, all: true, reject: false })
    const report = parse(await readFile(join(output, 'conformance-report.yaml'), 'utf8')) as Report
    const verdict = report.guarantees.find(({ id }) => id === 'SS-ORD-001')?.verdict
    return { ended: { exitCode, verdict }, all, scenarios: report.scenarios }
  }

  it('changes no verdict where watches are cut: nothing is lost by that', async () => {
    const { ended, all } = await certify('reference', 'cut-watches')
    expect(ended, all).to.deep.equal({ exitCode: exitCodes.conformant, verdict: 'conformant' })
    expect(all).to.match(/fault cut-watches struck \d{2,} times and broke \d{2,} watches/)
  })

  for (const [target, skip] of [
    ['reference', false],
    ['control-plane', absent],
  ] as const)
    it(`leaves the scenario unjudged in which a watch has lost history, and no other, on ${target}`, {
      skip,
    }, async () => {
      const { ended, all, scenarios } = await certify(target, 'lose-history')
      expect(ended, all).to.deep.equal({ exitCode: exitCodes.harnessError, verdict: 'harness error' })
      expect(all).to.match(/the watch of \w+ has lost history, so nothing can be judged after it: .*410 Expired/)
      expect(all).to.match(/fault lose-history struck 1 times/)
      expect(scenarios, all).to.deep.include({ harnessError: 1, conformant: scenarios.total - 1 })
    })
})
