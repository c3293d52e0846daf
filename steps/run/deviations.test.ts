import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { expect } from 'chai'
import type { Deviation } from '../../reports/format/run-info.ts'
import {
  affecting,
  controllerVersion,
  declaredDeviations,
  deviationsFile,
  excusedOf,
  readDeviations,
  replacingDeviations,
  UPSTREAM_DEVIATIONS,
} from './deviations.ts'
import { UsageError } from './errors.ts'
import type { CertifyOptions } from './options.ts'

const declared = (versions?: string, gates?: string): Deviation => ({
  ...{ guarantee: 'SS-ORD-001', instead: 'x', url: 'https://a.org', shows: [], place: 'd.yaml:1' },
  ...(versions !== undefined && { versions }),
  ...(gates !== undefined && { gates }),
})
const options = (more: Partial<CertifyOptions>): CertifyOptions => ({
  ...{ target: 'reference', timeFactor: 1, parallel: 1, ...more },
})

describe('the file of deviations', () => {
  const cases: [string, Partial<CertifyOptions>, string | undefined][] = [
    ['that of upstream on a control plane', { target: 'control-plane' }, UPSTREAM_DEVIATIONS],
    ['that of upstream on kind', { target: 'kind' }, UPSTREAM_DEVIATIONS],
    ['that of upstream on the embedded cluster', { controller: 'upstream' }, UPSTREAM_DEVIATIONS],
    ['none for the reference', { target: 'control-plane', controller: 'reference' }, undefined],
    ['none on the embedded cluster', {}, undefined],
    ['none on a foreign cluster', { target: 'kubeconfig' }, undefined],
    ['that of upstream where the user says so', { target: 'kubeconfig', controller: 'upstream' }, UPSTREAM_DEVIATIONS],
    ['none where none is asked for', { target: 'kind', deviations: 'none' }, undefined],
    ['the one that is named', { target: 'kind', deviations: 'd.yaml' }, 'd.yaml'],
  ]
  for (const [what, given, expected] of cases)
    it(`is ${what}`, () => {
      expect(deviationsFile(options(given))).to.equal(expected)
    })

  it('that is shipped can be read', async () => {
    const shipped = await readDeviations(UPSTREAM_DEVIATIONS)
    expect(shipped.map(({ guarantee }) => guarantee)).to.deep.equal([
      'SS-PMP-007',
      'SS-PMP-012',
      'SS-AVL-004',
      'SS-STA-001',
      'SS-ORD-001',
      'SS-UPD-016',
      'SS-UPD-017',
      'SS-UPD-019',
      'SS-STA-007',
    ])
  })
})

describe('the versions of a deviation', () => {
  const cases: [string | undefined, string | undefined, boolean][] = [
    ['<1.38.0', 'v1.36.3', true],
    ['<1.38.0', 'v1.38.0', false],
    ['>=1.36.3 <1.37', 'v1.36.3-eks-a1b2', true],
    ['>=1.36.3', 'v1.36.3+k3s1', true],
    ['<1.36', 'v1.36.3', false],
    [undefined, undefined, true],
  ]
  for (const [range, version, isAffected] of cases)
    it(`${range} ${isAffected ? 'include' : 'leave out'} ${version}`, () => {
      expect(affecting([declared(range)], { version, gates: undefined })).to.have.lengthOf(isAffected ? 1 : 0)
    })

  it('need a version to compare with, and say how to name it', () => {
    for (const version of [undefined, 'main'])
      expect(() => affecting([declared('<2')], { version, gates: undefined })).to.throw(
        UsageError,
        /d\.yaml:1: versions: .*--controller-version/,
      )
  })
})

describe('the feature gates of a deviation', () => {
  const cases: [string, string | undefined, boolean][] = [
    ['A=true', 'A=true', true],
    ['A=true,B=false', 'B=false,C=true,A=true', true],
    ['A=true,B=false', 'A=true', false],
    ['A=true', 'A=false', false],
    ['A=true', undefined, false],
  ]
  for (const [needed, gates, isAffected] of cases)
    it(`${needed} ${isAffected ? 'are' : 'are not'} among ${gates}`, () => {
      expect(affecting([declared('<2', needed)], { version: '1.0.0', gates })).to.have.lengthOf(isAffected ? 1 : 0)
    })

  it('come before its versions: without them no version needs to be known', () => {
    expect(affecting([declared('<2', 'A=true')], { version: undefined, gates: undefined })).to.deep.equal([])
  })
})

describe('the version of the controller', () => {
  const provenance = { 'kube-apiserver': 'v1.35.0', 'kube-controller-manager': 'v1.36.3' }
  const upstream = { controller: 'upstream' as const, provenance }
  it('is that of upstream, or of the API server it comes with', () => {
    expect(controllerVersion(upstream, options({ target: 'control-plane' }), '0.1.0')).to.equal('v1.36.3')
    const bare = { ...upstream, provenance: { 'kube-apiserver': 'v1.35.0' } }
    expect(controllerVersion(bare, options({ target: 'kind' }), '0.1.0')).to.equal('v1.35.0')
  })

  it('is that of the suite for the reference, the one that the user names, and else not known', () => {
    expect(controllerVersion({ controller: 'reference', provenance }, options({}), '0.1.0')).to.equal('0.1.0')
    expect(controllerVersion(upstream, options({ controllerVersion: '7' }), '0.1.0')).to.equal('7')
    expect(controllerVersion(upstream, options({ target: 'kubeconfig' }), '0.1.0')).to.equal(undefined)
    expect(controllerVersion(upstream, options({ controller: 'none' }), '0.1.0')).to.equal(undefined)
  })
})

describe('a file that the user names', () => {
  const folder = mkdtempSync(join(tmpdir(), 'deviations-'))
  after(() => rmSync(folder, { recursive: true }))
  const file = (text: string) => {
    const path = join(folder, 'd.yaml')
    writeFileSync(path, text)
    return path
  }
  const row = (more: string) =>
    `- {guarantee: SS-ORD-001, instead: x, url: https://a.org, shows: [{broken: x, seen: []}]${more}}\n`
  const refusal = (given: Partial<CertifyOptions>) =>
    declaredDeviations(options(given)).then(
      () => 'not refused',
      (error: Error) => `${error instanceof UsageError} ${error.message}`,
    )

  it('is refused before anything starts: what it names wrongly, and a version that nobody knows', async () => {
    const unknown = file(row(', examples: ["ordering/creation [999]"]'))
    expect(await refusal({ deviations: unknown })).to.match(/^true .*d\.yaml:1: examples\.0: expected an example/)
    const ranged = file(row(', versions: "<2"'))
    expect(await refusal({ deviations: ranged, target: 'kubeconfig' })).to.match(/^true .*--controller-version/)
    expect(await refusal({ deviations: ranged, controllerVersion: 'x' })).to.match(/found x/)
    expect(await refusal({ deviations: ranged, target: 'kubeconfig', controllerVersion: '1.4' })).to.equal(
      'not refused',
    )
  })

  it('replaces the deviations of a finished run, by the version of its controller', async () => {
    const provenance = { 'feature gates': 'A=true' }
    const run = { versions: { controller: '1.4.0' }, provenance, deviations: [declared()] }
    type Run = Parameters<Awaited<ReturnType<typeof replacingDeviations>>>[0]
    const replaced = async (choice?: string) => (await replacingDeviations(choice))(run as unknown as Run).deviations
    expect(await replaced()).to.deep.equal(run.deviations)
    expect(await replaced('none')).to.deep.equal([])
    expect(await replaced(file(row(', versions: "<2"') + row(', versions: "<1"')))).to.have.lengthOf(1)
    expect(await replaced(file(row(', gates: A=true') + row(', gates: B=true')))).to.have.lengthOf(1)
  })
})

describe('a broken example of a controller', () => {
  const header = { example: 'parallel/scaling [20]', guarantees: ['SS-PMP-012'] }
  const broken = (example: string, seen: unknown, guarantee = 'SS-PMP-012') => {
    const violation = { guarantee, source: 'then', sentence: 'only Pod web-2 was deleted', because: 'x', seen, at: 1 }
    return [{ header: { ...header, example, guarantees: [guarantee] } }, { outcome: 'broken', violations: [violation] }]
  }
  type Judged = Parameters<Awaited<ReturnType<typeof excusedOf>>>

  it('is excused as upstream has declared it, and where it is informative', async () => {
    const [upstream, reference] = [await excusedOf('upstream'), await excusedOf('reference')]
    const declared = broken(header.example, []) as unknown as Judged
    expect([upstream(...declared), reference(...declared)]).to.deep.equal([true, false])
    expect(upstream(...(broken(header.example, ['web-1']) as unknown as Judged))).to.equal(false)
    const informative = broken('retention/deletion [11]', [], 'SS-PVC-009') as unknown as Judged
    expect(reference(...informative)).to.equal(true)
    const kept = [{ header }, { outcome: 'kept' }] as unknown as Judged
    expect(upstream(...kept)).to.equal(false)
  })
})
