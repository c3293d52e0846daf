import { describe, it } from 'node:test'
import { expect } from 'chai'
import { pods } from '../client/index.ts'
import { decideByFinalizers, decideByOwners, type FinalizerAction, type GcAction, type OwnerState } from './decide.ts'
import { FOREGROUND, type GraphNode, ORPHAN } from './owner-graph.ts'

interface NodeFacts {
  owners?: string[]
  blocks?: boolean
  terminating?: boolean
  finalizers?: string[]
}

function node(
  uid: string,
  { owners = [], blocks = true, terminating = false, finalizers = [] }: NodeFacts = {},
): GraphNode {
  return {
    resource: pods,
    namespace: 'default',
    name: uid,
    uid,
    resourceVersion: '1',
    owners: owners.map((owner) => ({
      apiVersion: 'v1',
      kind: 'X',
      name: owner,
      uid: owner,
      blockOwnerDeletion: blocks,
    })),
    terminating,
    finalizers,
  }
}

interface OwnerCase {
  title: string
  facts: NodeFacts
  states?: Record<string, OwnerState>
  dependents?: GraphNode[]
  action: GcAction
}

const NONE: GcAction = { kind: 'none' }
const CHILD = node('child', { owners: ['it'] })

const BY_OWNERS: OwnerCase[] = [
  { title: 'no owners', facts: {}, action: NONE },
  { title: 'a solid owner', facts: { owners: ['a'] }, states: { a: 'solid' }, action: NONE },
  {
    title: 'an absent owner',
    facts: { owners: ['a'] },
    states: { a: 'absent' },
    action: { kind: 'delete', policy: 'Background' },
  },
  {
    title: 'one owner of two absent',
    facts: { owners: ['a', 'b'] },
    states: { a: 'absent', b: 'solid' },
    action: { kind: 'drop-owners', uids: ['a'] },
  },
  {
    title: 'one owner of two waiting',
    facts: { owners: ['a', 'b'] },
    states: { a: 'waiting', b: 'solid' },
    action: { kind: 'drop-owners', uids: ['a'] },
  },
  {
    title: 'all owners absent or waiting',
    facts: { owners: ['a', 'b'] },
    states: { a: 'waiting', b: 'absent' },
    action: { kind: 'delete', policy: 'Background' },
  },
  {
    title: 'a waiting owner, and dependents of its own',
    facts: { owners: ['a'] },
    states: { a: 'waiting' },
    dependents: [CHILD],
    action: { kind: 'delete', policy: 'Foreground' },
  },
  {
    title: 'a waiting owner, and a dependent that waits as well',
    facts: { owners: ['a'] },
    states: { a: 'waiting' },
    dependents: [node('child', { owners: ['it'], terminating: true, finalizers: [FOREGROUND] })],
    action: { kind: 'unblock' },
  },
  {
    title: 'an absent owner, but orphans wished for',
    facts: { owners: ['a'], finalizers: [ORPHAN] },
    states: { a: 'absent' },
    action: { kind: 'delete', policy: 'Orphan' },
  },
  { title: 'on its way already', facts: { owners: ['a'], terminating: true }, states: { a: 'absent' }, action: NONE },
]

describe('an object, by its owners', () => {
  for (const { title, facts, states = {}, dependents = [], action } of BY_OWNERS) {
    it(title, () => {
      const decided = decideByOwners(node('it', facts), ({ uid }) => states[uid] ?? 'solid', dependents)
      expect(decided).to.deep.equal(action)
    })
  }
})

const foreground = node('it', { terminating: true, finalizers: [FOREGROUND] })
const orphaning = node('it', { terminating: true, finalizers: [ORPHAN] })
const blocking = node('b', { owners: ['it'] })
const free = node('f', { owners: ['it'], blocks: false })

const BY_FINALIZERS: { title: string; node: GraphNode; dependents: GraphNode[]; action: FinalizerAction }[] = [
  { title: 'not deleted', node: node('it', { finalizers: [FOREGROUND] }), dependents: [], action: { kind: 'none' } },
  {
    title: 'in the foreground, with dependents that block',
    node: foreground,
    dependents: [blocking, free],
    action: { kind: 'await-dependents', dependents: [blocking] },
  },
  {
    title: 'in the foreground, with dependents that do not block',
    node: foreground,
    dependents: [free],
    action: { kind: 'finish', finalizer: FOREGROUND },
  },
  {
    title: 'with orphans',
    node: orphaning,
    dependents: [blocking, free],
    action: { kind: 'orphan-dependents', dependents: [blocking, free] },
  },
  { title: 'orphans let go', node: orphaning, dependents: [], action: { kind: 'finish', finalizer: ORPHAN } },
]

describe('an object, by its finalizers', () => {
  for (const { title, node, dependents, action } of BY_FINALIZERS) {
    it(title, () => void expect(decideByFinalizers(node, dependents)).to.deep.equal(action))
  }
})
