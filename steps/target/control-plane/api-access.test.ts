import { describe, it } from 'node:test'
import { expect } from 'chai'
import { stringify } from 'yaml'
import { accessOf, kubeconfigOf } from './api-access.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')

describe('access to an API server', () => {
  it('is read as it was written', () => {
    const access = { server: 'https://127.0.0.1:6443', token: 'secret', ca: 'authority' }
    expect(accessOf(kubeconfigOf(access))).to.deep.equal(access)
  })

  it('may be by certificate, as kind writes it', () => {
    const kubeconfig = stringify({
      clusters: [{ cluster: { server: 'https://127.0.0.1:6443', 'certificate-authority-data': base64('authority') } }],
      users: [{ user: { 'client-certificate-data': base64('certificate'), 'client-key-data': base64('key') } }],
    })
    expect(accessOf(kubeconfig)).to.deep.equal({
      server: 'https://127.0.0.1:6443',
      token: '',
      ca: 'authority',
      identity: { cert: 'certificate', key: 'key' },
    })
  })
})
