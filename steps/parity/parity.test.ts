import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { type BareApiServer, startApiServer } from '../target/api-servers.ts'
import { readDifferences, readFamily, readRecord } from './corpus.ts'
import { failures, familyNames, type Judgement, judged, playFamily, printed } from './index.ts'

/** Every request of the corpus on the embedded server, against what kube-apiserver answered to it. */
describe('answers like kube-apiserver', () => {
  const judgements: Judgement[] = []
  let server: BareApiServer
  before(async () => {
    server = await startApiServer('reference', { progress: () => undefined })
  })
  after(() => server.stop())

  for (const name of familyNames()) {
    it(name, async () => {
      const family = readFamily(name)
      const judgement = judged(family, await playFamily(server, family), readRecord(name), readDifferences())
      judgements.push(judgement)
      expect(judgement.unlisted, printed([judgement])).to.deep.equal([])
    })
  }

  it('as often as is asked for, and nothing is listed in vain', () => {
    expect(failures(judgements)).to.deep.equal([])
  })
})
