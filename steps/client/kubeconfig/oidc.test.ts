import { once } from 'node:events'
import { after, before, describe, it } from 'node:test'
import { Worker } from 'node:worker_threads'
import { expect } from 'chai'
import { startIssuer } from './oidc-testing.ts'
import { readKubeconfig } from './read.ts'
import { kubeconfigFor } from './testing.ts'

describe('an OIDC user', () => {
  let issuer: Awaited<ReturnType<typeof startIssuer>>
  before(async () => {
    issuer = await startIssuer()
  })
  after(() => issuer.stop())

  const read = (validFor: number) => {
    const text = kubeconfigFor({ server: 'https://10.0.0.1' }, issuer.user(validFor))
    const reading = { env: {}, now: Date.now, answeredWithin: 10_000 }
    const { authenticate } = readKubeconfig(text, reading)
    return async () => issuer.subjectOf((await authenticate()).headers['authorization'])
  }

  it('shows its id-token while that is valid', async () => {
    expect(await read(60)()).to.equal('first')
    expect(issuer.issued.tokens).to.equal(0)
  })

  it('refreshes an expired id-token once, for requests at the same time and for later ones', async () => {
    const shown = read(-60)
    expect(await Promise.all([shown(), shown()])).to.deep.equal(['s1', 's1'])
    expect(await shown()).to.equal('s1')
    expect(issuer.issued).to.deep.equal({ tokens: 1, secret: 'client-secret' })
  })

  it('shows nothing where its token has expired and cannot be refreshed, so that the server says so', async () => {
    const { config } = issuer.user(-60)['auth-provider']
    const user = { 'auth-provider': { name: 'oidc', config: { ...config, 'refresh-token': '' } } }
    const reading = { env: {}, now: Date.now, answeredWithin: 10_000 }
    const { authenticate } = readKubeconfig(kubeconfigFor({ server: 'https://10.0.0.1' }, user), reading)
    expect(await authenticate()).to.deep.equal({ headers: {}, tls: {} })
  })
})

describe('an OIDC user of several threads', () => {
  it('uses each refresh token once', async () => {
    const issuer = await startIssuer({ rotating: true })
    const kubeconfig = kubeconfigFor({ server: 'https://10.0.0.1' }, issuer.user(-60))
    const { authenticate } = readKubeconfig(kubeconfig, { env: {}, now: Date.now, answeredWithin: 10_000 })
    const workers = [0, 1].map(() => {
      const worker = new Worker(new URL('./oidc-worker-testing.ts', import.meta.url), { workerData: kubeconfig })
      return once(worker, 'message')
    })
    const shown = await Promise.all(workers)
    shown.push([(await authenticate()).headers['authorization']])
    const again = readKubeconfig(kubeconfig, { env: {}, now: Date.now, answeredWithin: 10_000 })
    shown.push([(await again.authenticate()).headers['authorization']])
    await issuer.stop()
    expect(shown.map(([authorization]) => issuer.subjectOf(authorization))).to.deep.equal(['s1', 's1', 's1', 's1'])
    expect(issuer.issued.tokens).to.equal(1)
  })
})
