import { before, describe, it } from 'node:test'
import { expect } from 'chai'
import { obstacleToGo, runGoProgram } from './go-program-testing.ts'

/** What a controller on controller-runtime sees in its cache, on the embedded API server. */
describe('controller-runtime', { skip: (await obstacleToGo('controller-runtime')) ?? false }, () => {
  let lines: { readonly step: string; readonly saw?: object }[]
  before(async () => {
    lines = (await runGoProgram('controller-runtime')).map((line) => JSON.parse(line))
  })

  const atRest = { revisions: 1, held: true, deleted: false, gone: false }
  const ofOne = { ...atRest, pods: ['web-0'], ready: 1, noted: '1' }
  const cases: [step: string, saw: object | undefined][] = [
    ['create', { ...atRest, pods: ['web-0', 'web-1'], ready: 2, noted: '2' }],
    ['scale', { ...atRest, pods: ['web-0', 'web-1', 'web-2'], ready: 3, noted: '3' }],
    ['merge patch', ofOne],
    ['merge patch of a former version', undefined],
    ['apply of a field of another manager', undefined],
    ['forced apply', { ...ofOne, read: 'yes' }],
    ['delete', { ...ofOne, read: 'yes', deleted: true }],
    ['finalize', { pods: [], ready: 0, revisions: 0, held: false, deleted: false, gone: true }],
  ]
  for (const [step, saw] of cases)
    it(`${saw ? 'sees the effect of' : 'is refused'} ${step}`, () => {
      expect(lines.find((line) => line.step === step)).to.deep.equal({ step, ...(saw && { saw }) })
    })

  it('goes through all steps, and ends', () => {
    expect(lines.map(({ step }) => step)).to.deep.equal(cases.map(([step]) => step))
  })
})
