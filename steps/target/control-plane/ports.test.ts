import { describe, it } from 'node:test'
import { expect } from 'chai'
import { withFreePorts } from './ports.ts'

describe('what is started on free ports', () => {
  async function started(...deaths: string[]) {
    let attempts = 0
    const outcome = await withFreePorts(async () => {
      attempts++
      const death = deaths.shift()
      if (death) throw new Error(death)
      return 'runs'
    }).catch(({ message }: Error) => message)
    return { attempts, outcome }
  }
  const taken = 'etcd died: listen tcp 127.0.0.1:2379: bind: address already in use'

  it('is started once where all goes well', async () => {
    expect(await started()).to.deep.equal({ attempts: 1, outcome: 'runs' })
  })

  it('is started again when another program has taken a port', async () => {
    expect(await started(taken, taken)).to.deep.equal({ attempts: 3, outcome: 'runs' })
  })

  it('is not started for ever', async () => {
    expect(await started(taken, taken, taken)).to.deep.equal({ attempts: 3, outcome: taken })
  })

  it('is not started again when it died of anything else', async () => {
    expect(await started('unknown flag')).to.deep.equal({ attempts: 1, outcome: 'unknown flag' })
  })
})
