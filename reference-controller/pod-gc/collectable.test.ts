import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Node, Pod } from '../client/index.ts'
import { collectable } from './collectable.ts'

const OUT_OF_SERVICE = { key: 'node.kubernetes.io/out-of-service', value: 'nodeshutdown', effect: 'NoExecute' }
const OTHER = { key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' }

function pod(nodeName: string | undefined, terminating = false): Pod {
  const deletion = terminating ? { deletionTimestamp: '2026-01-01T00:00:00Z' } : {}
  return {
    metadata: { name: 'web-0', namespace: 'ns', ...deletion },
    spec: { containers: [], ...(nodeName ? { nodeName } : {}) },
  }
}

function node(ready: 'True' | 'False' | 'Unknown', taints: (typeof OTHER)[] = []): Node {
  return {
    metadata: { name: 'node-0' },
    spec: { taints },
    status: {
      conditions: [
        { type: 'DiskPressure', status: 'True' },
        { type: 'Ready', status: ready },
      ],
    },
  }
}

describe('collectable', () => {
  const cases = [
    { what: 'a Pod that waits for a node', of: pod(undefined), because: undefined },
    { what: 'a Pod on a node', of: pod('node-0'), on: node('True'), because: undefined },
    { what: 'a terminating Pod on a node', of: pod('node-0', true), on: node('True'), because: undefined },
    {
      what: 'a terminating Pod on a lost node',
      of: pod('node-0', true),
      on: node('Unknown', [OTHER]),
      because: undefined,
    },
    { what: 'a Pod of a Node that does not exist', of: pod('node-9'), because: 'node-gone' },
    { what: 'a terminating Pod of such a Node', of: pod('node-9', true), because: 'node-gone' },
    { what: 'a terminating Pod without a node', of: pod(undefined, true), because: 'never-scheduled' },
    {
      what: 'a terminating Pod on a node out of service',
      of: pod('node-0', true),
      on: node('Unknown', [OTHER, OUT_OF_SERVICE]),
      because: 'out-of-service',
    },
    {
      what: 'a Pod on a node out of service',
      of: pod('node-0'),
      on: node('False', [OUT_OF_SERVICE]),
      because: undefined,
    },
    {
      what: 'a terminating Pod on a ready node with that taint',
      of: pod('node-0', true),
      on: node('True', [OUT_OF_SERVICE]),
      because: undefined,
    },
  ]
  for (const { what, of, on, because } of cases) {
    it(`${because ? 'finds' : 'leaves'} ${what}`, () => void expect(collectable(of, on)).to.equal(because))
  }
})
