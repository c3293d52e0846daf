import { beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import {
  type Change,
  CompactedError,
  createStore,
  FutureRevisionError,
  RevisionMismatchError,
  type Store,
} from './index.ts'

describe('store', () => {
  let store: Store<string>
  beforeEach(() => {
    store = createStore<string>({ remember: 4 })
  })

  const keys = (prefix: string, revision?: number) =>
    store.list(prefix, revision === undefined ? {} : { revision }).entries.map(({ key, value }) => `${key}=${value}`)
  const told = (prefix: string, since: number) => {
    const changes: string[] = []
    const tell = ({ type, entry, previous }: Change<string>) =>
      changes.push(`${type} ${entry.key}=${entry.value}@${entry.revision} was ${previous?.value ?? 'nothing'}`)
    return { changes, stop: store.watch(prefix, since, tell) }
  }

  it('numbers all writes with one counter', () => {
    expect(store.revision()).to.equal(1)
    expect(store.put('/a/1', 'x')).to.deep.equal({ key: '/a/1', value: 'x', created: 2, revision: 2 })
    expect(store.put('/b/1', 'y').revision).to.equal(3)
    expect(store.put('/a/1', 'z')).to.deep.include({ created: 2, revision: 4 })
    expect(store.delete('/b/1')).to.deep.include({ value: 'y', created: 3, revision: 5 })
    expect(store.delete('/b/1')).to.equal(undefined)
    expect(store.revision()).to.equal(5)
  })

  const expectations = [
    { what: 'creates what must not exist', key: '/new', expected: 0, fails: false },
    { what: 'refuses to create what exists', key: '/old', expected: 0, fails: true },
    { what: 'replaces the entry that is expected', key: '/old', expected: 2, fails: false },
    { what: 'refuses to replace a newer entry', key: '/old', expected: 1, fails: true },
    { what: 'refuses to replace what is gone', key: '/new', expected: 2, fails: true },
  ]
  for (const { what, key, expected, fails } of expectations) {
    it(what, () => {
      store.put('/old', 'x')
      const attempt = () => store.put(key, 'y', expected)
      if (fails) expect(attempt).to.throw(RevisionMismatchError, /read it again/)
      else expect(attempt().value).to.equal('y')
      expect(store.get(key)?.value).to.equal(fails ? { '/old': 'x' }[key] : 'y')
    })
  }

  it('deletes only the entry that is expected', () => {
    store.put('/a', 'x')
    expect(() => store.delete('/a', 1)).to.throw(RevisionMismatchError)
    expect(store.delete('/a', 2)?.value).to.equal('x')
  })

  it('lists a folder in the order of keys, as of any remembered revision', () => {
    store.put('/a/2', 'x')
    store.put('/a/1', 'x')
    store.put('/b/1', 'x')
    store.put('/a/2', 'y')
    store.delete('/a/1')
    expect(keys('/a/')).to.deep.equal(['/a/2=y'])
    expect(keys('/a/', 5)).to.deep.equal(['/a/1=x', '/a/2=y'])
    expect(keys('/a/', 4)).to.deep.equal(['/a/1=x', '/a/2=x'])
    expect(keys('/a/', 2)).to.deep.equal(['/a/2=x'])
    expect(keys('/', 1)).to.deep.equal([])
    expect(() => keys('/a/', 7)).to.throw(FutureRevisionError, /newest is 6/)
  })

  it('lists in pages', () => {
    for (const name of ['a', 'b', 'c']) store.put(`/${name}`, name)
    const page = store.list('/', { from: '/b', limit: 1 })
    expect(page.entries.map(({ key }) => key)).to.deep.equal(['/b'])
    expect(page).to.deep.include({ revision: 4, remaining: 1 })
  })

  it('tells a watcher what was written since, and what is written from now on', () => {
    store.put('/a/1', 'x')
    store.put('/b/1', 'x')
    const { changes, stop } = told('/a/', 1)
    store.put('/a/1', 'y')
    store.put('/ab/1', 'y')
    store.delete('/a/1')
    stop()
    store.put('/a/1', 'z')
    expect(changes).to.deep.equal(['put /a/1=x@2 was nothing', 'put /a/1=y@4 was x', 'delete /a/1=y@6 was y'])
  })

  it('tells nothing up to the revision that a watch starts from, even one yet to come', () => {
    const { changes } = told('/', 3)
    for (const value of ['x', 'y', 'z']) store.put('/a', value)
    expect(changes).to.deep.equal(['put /a=z@4 was y'])
  })

  it('forgets old changes, and says so', () => {
    for (let count = 0; count < 20; count++) store.put('/a/1', String(count))
    expect(store.oldest()).to.be.greaterThan(10)
    expect(() => told('/a/', 5)).to.throw(CompactedError, /list again/)
    expect(() => keys('/a/', 5)).to.throw(CompactedError)
    expect(told('/a/', store.oldest()).changes).to.have.length(21 - store.oldest())
    store.compact(20)
    expect(store.oldest()).to.equal(20)
    expect(told('/a/', 20).changes).to.have.length(1)
    store.compact(99)
    expect(store.oldest()).to.equal(21)
    expect(keys('/a/')).to.deep.equal(['/a/1=19'])
  })

  it('tells a function that watches twice everything twice', () => {
    let calls = 0
    const count = () => void calls++
    const stop = store.watch('/', 1, count)
    store.watch('/', 1, count)
    store.put('/a', 'x')
    stop()
    store.put('/a', 'y')
    expect(calls).to.equal(3)
  })
})
