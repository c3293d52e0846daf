import { describe, it } from 'node:test'
import { expect } from 'chai'
import { clusterThreads } from './cluster-thread.ts'

const order = { controller: true }

describe('threads that run one cluster after another', () => {
  it('start each anew: nothing of the one before is left, and its address is gone', async () => {
    const threads = clusterThreads()
    const first = await threads.start({ ...order, mutant: 'late' })
    await create(first)
    await first.stop()
    expect(await fetch(`${first.url}/version`).then(String, (error: Error) => error.name)).to.equal('TypeError')
    const second = await threads.start(order)
    expect(await namespacesOf(first, second)).to.include('401')
    expect(await namespacesOf(second, second)).not.to.include('of-the-first')
    expect(await namespacesOf(second, second)).to.include('default')
    expect(second.failed, 'the same thread').to.equal(first.failed)
    await second.stop()
    await threads.end()
  })

  it('say why a cluster does not start', async () => {
    const threads = clusterThreads()
    const failure = await threads.start({ ...order, mutant: 'nobody' }).catch((error: Error) => error)
    expect(failure).to.be.instanceOf(Error)
    expect(String((failure as Error).cause)).to.include('expected the name of a mutant, found "nobody"')
  })
})

interface Server {
  readonly url: string
  readonly token: string
}

const create = ({ url, token }: Server) =>
  fetch(`${url}/api/v1/namespaces`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ metadata: { name: 'of-the-first' } }),
  })

/** With the token of one, asked of another. */
const namespacesOf = ({ token }: Server, { url }: Server): Promise<string> =>
  fetch(`${url}/api/v1/namespaces`, { headers: { authorization: `Bearer ${token}` } }).then((answer) => answer.text())
