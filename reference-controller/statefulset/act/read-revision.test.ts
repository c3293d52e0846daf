import { describe, it } from 'node:test'
import { expect } from 'chai'
import { aSet, aSnapshot, REVISION, template } from '../decide/testing.ts'
import { establish } from './establish.ts'
import { type Answers, aSync, refusal, rejection } from './testing.ts'

const revision = { ...REVISION, metadata: { ...REVISION.metadata, uid: 'recorded' } }
const present = { spec: {} }
const snapshot = aSnapshot({ revisions: [revision] })

function asking(answers: Answers = {}, about = revision) {
  const sync = aSync(answers)
  sync.context.set = aSet(
    { template: template('2') },
    { metadata: { name: 'web', namespace: 'n', resourceVersion: '7' } },
  )
  return { ...sync, outcome: establish(sync.context, [{ kind: 'read-revision', revision: about, present }], snapshot) }
}

describe('the meaning of a revision', () => {
  it('is what the API server makes of its template in a dry run, at whatever version the set is', async () => {
    const { outcome, calls, sent, wrote } = asking({ PUT: aSet({ template: template('1 with defaults') }) })
    const reading = { revision: 'recorded', present, template: template('1 with defaults') }
    expect((await outcome).reading).to.deep.equal(reading)
    expect(calls).to.deep.equal(['PUT /apis/apps/v1/namespaces/n/statefulsets/web?dryRun=All'])
    expect(sent).to.deep.equal([aSet({ template: template('1') }, { metadata: { name: 'web', namespace: 'n' } })])
    expect(wrote).to.deep.equal([])
  })

  for (const [reason, code] of [
    ['BadRequest', 400],
    ['Forbidden', 403],
    ['Invalid', 422],
  ] as const)
    it(`is unknown where the API server answers ${reason}`, async () => {
      const { outcome } = asking({ PUT: refusal(reason, reason, code) })
      expect((await outcome).reading).to.deep.equal({ revision: 'recorded', present })
    })

  for (const data of [undefined, {}, { spec: {} }, { spec: { template: null } }])
    it(`is unknown where it records ${JSON.stringify(data)}, without a request`, async () => {
      const { data: _, ...empty } = revision
      const { outcome, calls } = asking({}, { ...empty, ...(data && { data }) })
      expect((await outcome).reading).to.deep.equal({ revision: 'recorded', present })
      expect(calls).to.deep.equal([])
    })

  it('is to be asked again after any other refusal', async () => {
    const error = refusal('TooManyRequests', 'later', 429)
    expect(await rejection(asking({ PUT: error }).outcome)).to.equal(error)
  })
})
