import { describe, it } from 'node:test'
import { expect } from 'chai'
import fc from 'fast-check'
import { pods } from '../client/index.ts'
import { FOREGROUND, type GraphNode, ownerGraph } from './owner-graph.ts'

function node(uid: string, owners: string[] = [], waiting = false): GraphNode {
  return {
    resource: pods,
    namespace: 'default',
    name: uid,
    uid,
    resourceVersion: '1',
    owners: owners.map((owner) => ({ apiVersion: 'v1', kind: 'X', name: owner, uid: owner })),
    terminating: waiting,
    finalizers: waiting ? [FOREGROUND] : [],
  }
}

describe('the owner graph', () => {
  it('asks to look at an object whose owner it does not know', () => {
    const graph = ownerGraph()
    expect(graph.put(node('pod', ['set']))).to.deep.equal(['pod'])
    expect(graph.put(node('set'))).to.deep.equal([])
    expect(graph.put(node('pod', ['set']))).to.deep.equal([])
  })

  it('asks to look at the dependents of what is gone, and at its owners', () => {
    const graph = ownerGraph()
    for (const one of [node('set'), node('pod', ['set']), node('leaf', ['pod'])]) graph.put(one)
    expect(graph.remove('pod')).to.deep.equal(['leaf', 'set'])
    expect(graph.dependentsOf('set')).to.deep.equal([])
  })

  it('asks once to look at the dependents of what begins to wait for them', () => {
    const graph = ownerGraph()
    for (const one of [node('set'), node('pod', ['set'])]) graph.put(one)
    expect(graph.put(node('set', [], true))).to.deep.equal(['set', 'pod'])
    expect(graph.put(node('set', [], true))).to.deep.equal(['set'])
  })

  it('asks to look at an owner that a dependent has let go of', () => {
    const graph = ownerGraph()
    for (const one of [node('set'), node('pod', ['set'])]) graph.put(one)
    expect(graph.put(node('pod'))).to.deep.equal(['set'])
  })

  it('knows the dependents of each uid, whatever happened before', () => {
    const uid = fc.constantFrom('a', 'b', 'c', 'd')
    const owners = fc.uniqueArray(uid, { maxLength: 3 })
    const change = fc.oneof(fc.record({ put: uid, owners }), fc.record({ remove: uid }))
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        const graph = ownerGraph()
        const model = new Map<string, string[]>()
        for (const one of changes) {
          if ('put' in one) {
            graph.put(node(one.put, one.owners))
            model.set(one.put, one.owners)
          } else {
            graph.remove(one.remove)
            model.delete(one.remove)
          }
        }
        for (const owner of ['a', 'b', 'c', 'd']) {
          const expected = [...model].filter(([, owners]) => owners.includes(owner)).map(([uid]) => uid)
          expect(graph.dependentsOf(owner).map(({ uid }) => uid)).to.have.members(expected)
        }
      }),
    )
  })
})
