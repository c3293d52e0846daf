import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Node, PersistentVolumeClaim, Pod } from '../../client/index.ts'
import { type Decision, schedule } from './schedule.ts'

function node(name: string, more: Partial<Node> = {}): Node {
  return {
    metadata: { name, labels: { 'kubernetes.io/hostname': name, zone: name === 'node-2' ? 'b' : 'a' } },
    ...more,
  }
}

const NODES = [node('node-0'), node('node-1'), node('node-2')]

function pod(spec: Record<string, unknown> = {}): Pod {
  return { metadata: { namespace: 'default', name: 'web-0' }, spec: { containers: [{ name: 'c' }], ...spec } }
}

const MOUNTS = { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data-web-0' } }] }

function claim(more: {
  bound?: boolean
  wish?: boolean
  terminating?: boolean
  phase?: string
}): PersistentVolumeClaim {
  return {
    metadata: {
      name: 'data-web-0',
      ...(more.bound && { annotations: { 'pv.kubernetes.io/bind-completed': 'yes' } }),
      ...(more.terminating && { deletionTimestamp: '2026-01-01T00:00:00Z' }),
    },
    spec: more.bound || more.wish ? { volumeName: 'pv' } : {},
    status: { phase: more.phase ?? 'Pending' },
  }
}

function affinity(operator: string, values?: string[]) {
  const nodeSelectorTerms = [{ matchExpressions: [{ key: 'zone', operator, ...(values && { values }) }] }]
  return { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } } }
}

const CORDONED = NODES.map(({ metadata }) => node(metadata.name, { spec: { unschedulable: true } }))
const TAINTED = [node('node-0', { spec: { taints: [{ key: 'k', value: 'v', effect: 'NoSchedule' }] } })]
const SMALL = [node('node-0', { status: { allocatable: { cpu: '500m', memory: '1Gi' } } })]

interface Case {
  title: string
  pod: Pod
  nodes?: Node[]
  claim?: PersistentVolumeClaim
  fits?: string[]
  message?: string
}

const CASES: Case[] = [
  { title: 'a Pod that asks for nothing fits everywhere', pod: pod(), fits: ['node-0', 'node-1', 'node-2'] },
  { title: 'no nodes', pod: pod(), nodes: [], message: 'no nodes available to schedule pods' },
  { title: 'a node selector that one node satisfies', pod: pod({ nodeSelector: { zone: 'b' } }), fits: ['node-2'] },
  {
    title: 'a node selector that no node satisfies',
    pod: pod({ nodeSelector: { zone: 'c' } }),
    message: "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector.",
  },
  { title: 'required affinity: In', pod: pod(affinity('In', ['b'])), fits: ['node-2'] },
  { title: 'required affinity: NotIn', pod: pod(affinity('NotIn', ['b'])), fits: ['node-0', 'node-1'] },
  { title: 'required affinity: Exists', pod: pod(affinity('Exists')), fits: ['node-0', 'node-1', 'node-2'] },
  {
    title: 'required affinity: DoesNotExist',
    pod: pod(affinity('DoesNotExist')),
    message: "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector.",
  },
  {
    title: 'nodes that are cordoned',
    pod: pod(),
    nodes: CORDONED,
    message: '0/3 nodes are available: 3 node(s) were unschedulable.',
  },
  {
    title: 'each node with a reason of its own',
    pod: pod({ nodeSelector: { zone: 'c' } }),
    nodes: [...CORDONED.slice(0, 1), ...NODES.slice(1)],
    message:
      "0/3 nodes are available: 1 node(s) were unschedulable, 2 node(s) didn't match Pod's node affinity/selector.",
  },
  {
    title: 'a Pod that tolerates the cordon',
    pod: pod({ tolerations: [{ key: 'node.kubernetes.io/unschedulable', operator: 'Exists' }] }),
    nodes: CORDONED.slice(0, 1),
    fits: ['node-0'],
  },
  {
    title: 'a taint',
    pod: pod(),
    nodes: TAINTED,
    message: '0/1 nodes are available: 1 node(s) had untolerated taint(s).',
  },
  {
    title: 'a tolerated taint',
    pod: pod({ tolerations: [{ key: 'k', value: 'v' }] }),
    nodes: TAINTED,
    fits: ['node-0'],
  },
  {
    title: 'a toleration of another value',
    pod: pod({ tolerations: [{ key: 'k', value: 'w' }] }),
    nodes: TAINTED,
    message: '0/1 nodes are available: 1 node(s) had untolerated taint(s).',
  },
  {
    title: 'more than a node has',
    pod: pod({ containers: [{ name: 'c', resources: { requests: { cpu: '1' } } }] }),
    nodes: SMALL,
    message: '0/1 nodes are available: 1 Insufficient cpu.',
  },
  {
    title: 'just what a node has',
    pod: pod({ containers: [{ name: 'c', resources: { requests: { cpu: '0.5', memory: '1024Mi' } } }] }),
    nodes: SMALL,
    fits: ['node-0'],
  },
  {
    title: 'a claim that does not exist',
    pod: pod(MOUNTS),
    message: '0/3 nodes are available: persistentvolumeclaim "data-web-0" not found.',
  },
  {
    title: 'a claim that is not bound',
    pod: pod(MOUNTS),
    claim: claim({}),
    message: '0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims.',
  },
  {
    title: 'a claim that only wishes for a volume',
    pod: pod(MOUNTS),
    claim: claim({ wish: true }),
    message: '0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims.',
  },
  {
    title: 'a claim that is being deleted',
    pod: pod(MOUNTS),
    claim: claim({ bound: true, terminating: true }),
    message: '0/3 nodes are available: persistentvolumeclaim "data-web-0" is being deleted.',
  },
  {
    title: 'a claim that lost its volume',
    pod: pod(MOUNTS),
    claim: claim({ bound: true, phase: 'Lost' }),
    message: '0/3 nodes are available: persistentvolumeclaim "data-web-0" bound to non-existent persistentvolume.',
  },
  { title: 'a bound claim', pod: pod(MOUNTS), claim: claim({ bound: true }), fits: ['node-0', 'node-1', 'node-2'] },
]

describe('scheduling', () => {
  for (const { title, pod, nodes = NODES, claim, fits, message } of CASES) {
    it(title, () => {
      const expected: Decision = fits
        ? { kind: 'fits', nodes: fits }
        : { kind: 'waits', reason: 'Unschedulable', message: message ?? '' }
      expect(schedule(pod, { nodes, claimNamed: () => claim })).to.deep.equal(expected)
    })
  }

  it('a gated Pod is not looked at', () => {
    const decision = schedule(pod({ schedulingGates: [{ name: 'g' }] }), { nodes: NODES, claimNamed: () => undefined })
    expect(decision).to.include({ kind: 'waits', reason: 'SchedulingGated' })
  })
})
