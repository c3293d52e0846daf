import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Pod, Service } from '../client/index.ts'
import { members } from './members.ts'

function pod(name: string, labels: Record<string, string>, namespace = 'default'): Pod {
  return { metadata: { namespace, name, labels }, spec: { containers: [] } }
}

function service(name: string, selector: Record<string, string>): Service {
  return { metadata: { namespace: 'default', name }, spec: { selector } }
}

const names = (pods: Iterable<Pod>) => [...pods].map(({ metadata }) => metadata.name)

describe('the members of Services', () => {
  it('are the Pods of the namespace that have all labels of the selector', () => {
    const book = members()
    const pods = [
      pod('a', { app: 'web', tier: '1' }),
      pod('b', { app: 'web' }),
      pod('c', { app: 'web', tier: '1' }, 'x'),
    ]
    book.setService(service('web', { app: 'web', tier: '1' }), pods)
    expect(names(book.of('default/web'))).to.deep.equal(['a'])
  })

  it('change with the labels of a Pod: the Services it leaves and enters are told', () => {
    const book = members()
    book.setService(service('web', { app: 'web' }), [])
    book.setService(service('db', { app: 'db' }), [])
    expect(book.setPod(pod('a', { app: 'web' }))).to.deep.equal(['default/web'])
    expect(book.setPod(pod('a', { app: 'db' }))).to.deep.equal(['default/web', 'default/db'])
    expect(names(book.of('default/web'))).to.deep.equal([])
    expect(names(book.of('default/db'))).to.deep.equal(['a'])
    expect(book.removePod(pod('a', { app: 'db' }))).to.deep.equal(['default/db'])
  })

  it('of a Service that is gone are nobody', () => {
    const book = members()
    book.setService(service('web', { app: 'web' }), [pod('a', { app: 'web' })])
    book.removeService(service('web', {}))
    expect(names(book.of('default/web'))).to.deep.equal([])
    expect(book.setPod(pod('a', { app: 'web' }))).to.deep.equal([])
  })
})
