import { describe, it } from 'node:test'
import { expect } from 'chai'
import { type Api, ApiError, type Ref } from '../client/index.ts'
import { kind } from '../client/testing.ts'
import { aTurn } from '../observe/testing.ts'
import { endNamespace } from './end-namespace.ts'

function fakeApi(answer: () => Promise<void> = async () => {}) {
  const removed: string[] = []
  const remove = async ({ resource, namespace, name }: Ref) => {
    removed.push(`${resource.plural} ${namespace} ${name}`)
    await answer()
  }
  return { api: { remove } as unknown as Api, removed }
}

describe('the end of a namespace', () => {
  it('comes after that of its workloads', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const { api, removed } = fakeApi(() => promise)
    const ending = endNamespace(api, 'ns', kind, ['web', 'other'])
    await aTurn()
    expect(removed).to.deep.equal(['statefulsets ns web', 'statefulsets ns other'])
    resolve()
    await ending
    expect(removed.slice(2)).to.deep.equal(['namespaces undefined ns'])
  })

  it('passes over what is gone already', async () => {
    const { api, removed } = fakeApi(() => Promise.reject(new ApiError('DELETE', 404, '{}')))
    await endNamespace(api, 'ns', kind, ['web'])
    expect(removed).to.have.length(2)
  })

  it('fails where it is refused', async () => {
    const { api } = fakeApi(() => Promise.reject(new ApiError('DELETE', 403, '{}')))
    const error = await endNamespace(api, 'ns', kind, []).catch((each: unknown) => each)
    expect(error).to.be.instanceOf(ApiError)
  })
})
