import { describe, it } from 'node:test'
import { expect } from 'chai'
import { runTests } from './run-tests.ts'
import * as registry from './test-registry.ts'

const nothing = { starts: () => undefined, ends: () => undefined }

/** Two suites, one in the other, which note every call. */
async function suites(calls: string[], failing?: string) {
  const note = (call: string) => async () => {
    calls.push(call)
    if (call === failing) throw new Error(`${call} failed`)
  }
  const hooks = (suite: string) => {
    registry.before(note(`before ${suite}`))
    registry.after(note(`after ${suite}`))
    registry.beforeEach(note(`beforeEach ${suite}`))
    registry.afterEach(note(`afterEach ${suite}`))
  }
  return registry.registered(['the file'], async () => {
    hooks('file')
    registry.it('a', note('a'))
    registry.describe('inner', () => {
      hooks('inner')
      registry.it('b', note('b'))
    })
    registry.it('c', note('c'))
  })
}

const each = (test: string) => ['beforeEach file', test, 'afterEach file']
const inner = ['beforeEach file', 'beforeEach inner', 'b', 'afterEach inner', 'afterEach file']

describe('runTests', () => {
  it('runs the hooks of each suite around its tests', async () => {
    const calls: string[] = []
    await runTests(await suites(calls), [0, 1, 2], nothing)
    expect(calls).to.deep.equal([
      'before file',
      ...each('a'),
      'before inner',
      ...inner,
      'after inner',
      ...each('c'),
      'after file',
    ])
  })

  it('runs no hook of a suite that has no chosen test', async () => {
    const calls: string[] = []
    await runTests(await suites(calls), [2], nothing)
    expect(calls).to.deep.equal(['before file', ...each('c'), 'after file'])
  })

  it('ends at the first failure, with the hooks that clean up', async () => {
    const calls: string[] = []
    const failure = await runTests(await suites(calls, 'b'), [1, 2], nothing).catch((error: Error) => error)
    expect(failure).to.include({ message: 'b' })
    expect(calls).to.deep.equal(['before file', 'before inner', ...inner, 'after inner', 'after file'])
  })

  for (const hook of ['before', 'beforeEach', 'afterEach', 'after'])
    it(`fails when ${hook} fails`, async () => {
      const failure = await runTests(await suites([], `${hook} inner`), [1], nothing).catch((error: Error) => error)
      expect(failure).to.be.an('error')
    })
})
