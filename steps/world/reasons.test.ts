import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Api, KubeObject } from '../client/index.ts'
import { whyNoPod, whyNotReady } from './reasons.ts'

const pod = (status: Record<string, unknown>): KubeObject => ({
  metadata: { name: 'sentinel-0', uid: '1', resourceVersion: '1' },
  status,
})

describe('why the sentinel’s Pod is not ready', () => {
  const container = (state: object) => ({
    phase: 'Pending',
    containerStatuses: [{ name: 'main', ready: false, state }],
  })
  const cases: [string, KubeObject | undefined, RegExp][] = [
    ['there is none', undefined, /^silent$/],
    [
      'no node takes it',
      pod({ conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/3 nodes' }] }),
      /no node takes .* Unschedulable: 0\/3 nodes/,
    ],
    [
      'its image cannot be pulled',
      pod(container({ waiting: { reason: 'ErrImagePull', message: 'not found' } })),
      /container main waits: ErrImagePull: not found\n.*--image NAME/,
    ],
    [
      'its container ends',
      pod(container({ terminated: { exitCode: 127, reason: 'Error' } })),
      /container main ended with 127 \(Error\)\n.*--image/,
    ],
    [
      'a condition fails',
      pod({
        phase: 'Running',
        conditions: [{ type: 'Ready', status: 'False', reason: 'ReadinessGatesNotReady', message: 'no' }],
      }),
      /is Running and not ready: ReadinessGatesNotReady: no/,
    ],
    [
      'its image is being pulled',
      pod(container({ waiting: { reason: 'ContainerCreating' } })),
      /container main waits: ContainerCreating\n/,
    ],
    ['its container is not ready', pod(container({ running: {} })), /does not run: container main is not ready\n/],
    ['its container has no state', pod(container(undefined as never)), /container main is not ready\n/],
    [
      'its container is ready, and a condition fails',
      pod({
        phase: 'Running',
        containerStatuses: [{ name: 'main', ready: true, state: { running: {} } }],
        conditions: [{ type: 'Ready', status: 'False', reason: 'ReadinessGatesNotReady', message: 'no' }],
      }),
      /^the sentinel’s Pod is Running and not ready: ReadinessGatesNotReady: no$/,
    ],
    ['it has no status', { ...pod({}), status: undefined as never }, /is without a phase and not ready/],
    ['nobody has reported', pod({ phase: 'Pending' }), /Pending .* no kubelet has reported/],
    [
      'it is ready, and the controller does not say so',
      pod({ conditions: [{ type: 'Ready', status: 'True' }] }),
      /^silent$/,
    ],
  ]
  for (const [title, seen, expected] of cases)
    it(`is told where ${title}`, () => {
      expect(whyNotReady(seen, 'silent')).to.match(expected)
    })
})

describe('why the sentinel has no Pod', () => {
  const events = (...items: object[]) => ({ list: async () => ({ items }) }) as unknown as Api
  it('is what the controller has said', async () => {
    const refused = { type: 'Warning', message: 'pods "sentinel-0" is forbidden: exceeded quota' }
    expect(await whyNoPod(events(refused, refused, { type: 'Normal', message: 'x' }), 'ns', 'silent')).to.equal(
      'the controller could not make the sentinel’s Pod: pods "sentinel-0" is forbidden: exceeded quota',
    )
  })
  it('is unknown where it said nothing', async () => {
    expect(await whyNoPod(events(), 'ns', 'silent')).to.equal('silent')
  })
  it('is unknown where what it said cannot be read', async () => {
    const list = () => Promise.reject(new Error('403'))
    expect(await whyNoPod({ list } as unknown as Api, 'ns', 'silent')).to.equal('silent')
  })
})
