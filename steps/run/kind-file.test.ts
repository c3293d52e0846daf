import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import { parse } from 'yaml'
import { certify } from './certify.ts'

const OWN = 'steps/target/kind-files/own.yaml'

describe('a kind of its own', () => {
  it('is certified on the embedded cluster, with fields at other paths', { timeout: 120_000 }, async () => {
    const output = mkdtempSync(join(tmpdir(), 'kind-file-'))
    try {
      const guarantee = ['SS-IDN-001', 'SS-IDN-008', 'SS-UPD-008', 'SS-ECO-001', 'SS-UPD-027']
      const options = {
        ...{ target: 'reference', parallel: 1, timeFactor: 1, quiet: true },
        kindFile: OWN,
        guarantee,
        output,
      }
      expect(await certify(options, ['certify'])).to.equal(0)
      const report = parse(readFileSync(join(output, 'conformance-report.yaml'), 'utf8'))
      expect(report.failed).to.deep.equal([])
    } finally {
      rmSync(output, { recursive: true })
    }
  })
})
