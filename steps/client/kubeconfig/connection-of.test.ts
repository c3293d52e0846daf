import { describe, it } from 'node:test'
import { expect } from 'chai'
import { stringify } from 'yaml'
import { connectionOf } from './index.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')

describe('connectionOf', () => {
  it('reads a kubeconfig with a certificate, as kind writes it', async () => {
    const kubeconfig = stringify({
      clusters: [
        {
          name: 'kind-x',
          cluster: { server: 'https://127.0.0.1:6443', 'certificate-authority-data': base64('authority') },
        },
      ],
      contexts: [{ name: 'kind-x', context: { cluster: 'kind-x', user: 'kind-x' } }],
      'current-context': 'kind-x',
      users: [
        {
          name: 'kind-x',
          user: { 'client-certificate-data': base64('certificate'), 'client-key-data': base64('key') },
        },
      ],
    })
    expect(await connectionOf(kubeconfig)).to.deep.equal({
      server: 'https://127.0.0.1:6443',
      ca: 'authority',
      identity: { cert: 'certificate', key: 'key' },
    })
  })
})
