import { describe, it } from 'node:test'
import { AssertionError, expect } from 'chai'
import { resources } from '../client/index.ts'
import { object, seen } from '../observe/testing.ts'
import { type Wait, waits } from '../patience/index.ts'
import { acting } from './acting-testing.ts'
import { HOLD_FINALIZER, READINESS_GATE } from './labels.ts'
import { Pods } from './pods.ts'

const pod = (name: string, metadata: object = {}) =>
  object(name, { metadata, spec: { nodeName: `node-of-${name}` }, status: { phase: 'Running' } })
const marked = (name: string, uid = `uid-of-${name}`) => pod(name, { deletionTimestamp: '2030-01-01T00:00:00Z', uid })

interface Staging {
  leaps?: boolean
  first?: ReturnType<typeof pod>
  /** What happens while a Pod is waited for. */
  comes?: () => void
}

/** The Pods of a scenario that has web-0 and web-1. */
function staged({ leaps = false, first = pod('web-0'), comes = () => {} }: Staging = {}) {
  const acts = acting([seen('pods', 'ADDED', first), seen('pods', 'ADDED', pod('web-1'))])
  const { trace, sent, actions, control } = acts
  const driver = {
    setReady: async (...args: unknown[]) => void sent.push(['setReady', ...args]),
    removeFinalizer: async (...args: unknown[]) => void sent.push(['removeFinalizer', ...args]),
  }
  const awaited: { wait: Wait; what: string; met: () => boolean }[] = []
  /** What the Pods that were waited for had come to, before and after. */
  const came: boolean[] = []
  const observation = {
    objects: ({ plural }: { plural: string }) => trace.objects(plural),
    object: ({ plural }: { plural: string }, name: string) =>
      trace.objects(plural).find(({ metadata }) => metadata.name === name),
    untilUnasked: async (met: () => boolean) => {
      came.push(met())
      comes()
      came.push(met())
    },
    await: async (wait: Wait, what: string, met: () => boolean) => void awaited.push({ wait, what, met }),
  }
  const parts = { actions, driver, observation, control, trace, leaps } as unknown as ConstructorParameters<
    typeof Pods
  >[0]
  return { ...acts, awaited, came, pods: new Pods(parts, new Set()) }
}

const order = (name: string, verb: string) => ({
  own: false,
  verb: 'order',
  resource: 'nodes',
  name: `node-of-${name}`,
  body: { pod: name, order: verb },
})

describe('the actions upon Pods', () => {
  for (const [ready, status] of [
    [true, 'True'],
    [false, 'False'],
  ] as const)
    it(`set the readiness gate to ${status}`, async () => {
      const { pods, sent, recorded } = staged()
      await pods.setReady('web-0', ready)
      expect(sent).to.deep.equal([['setReady', 'web-0', ready]])
      expect(recorded()).to.deep.equal([
        {
          own: false,
          verb: 'patch',
          resource: 'pods',
          name: 'web-0',
          subresource: 'status',
          patchType: 'strategic',
          body: { status: { conditions: [{ type: READINESS_GATE, status }] } },
        },
      ])
    })

  it('end a Pod', async () => {
    const { pods, sent } = staged()
    await pods.end('web-0', 'Succeeded')
    const [[verb, ref, type, body] = []] = sent
    expect([verb, type]).to.deep.equal(['patch', 'strategic'])
    expect(ref).to.deep.equal({ resource: resources.pods, namespace: 'ns', name: 'web-0', subresource: 'status' })
    const { status } = body as { status: { phase: string; conditions: object[] } }
    expect(status.phase).to.equal('Succeeded')
    expect(status.conditions).to.have.length(1)
    expect(status.conditions[0]).to.include({ type: READINESS_GATE, status: 'False' })
    expect(status.conditions[0]).to.have.property('lastTransitionTime')
  })

  it('delete a Pod', async () => {
    const { pods, sent } = staged()
    await pods.delete('web-0')
    expect(sent).to.deep.equal([['remove', { resource: resources.pods, namespace: 'ns', name: 'web-0' }]])
  })

  it('delete a Pod by force', async () => {
    const { pods, sent } = staged()
    await pods.forceDelete('web-0')
    const ref = { resource: resources.pods, namespace: 'ns', name: 'web-0' }
    expect(sent).to.deep.equal([['remove', ref, { gracePeriodSeconds: 0 }]])
  })

  it('evict a Pod', async () => {
    const { pods, sent } = staged()
    await pods.evict('web-0')
    const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: 'web-0' } }
    expect(sent).to.deep.equal([['ask', 'POST', '/api/v1/namespaces/ns/pods/web-0/eviction', eviction]])
  })

  const releases: [string, object, string[] | null][] = [
    ['the only one', { finalizers: [HOLD_FINALIZER] }, null],
    ['one of two', { finalizers: ['a/b', HOLD_FINALIZER] }, ['a/b']],
    ['where there is none', {}, null],
  ]
  for (const [title, metadata, finalizers] of releases)
    it(`remove the suite’s finalizer: ${title}`, async () => {
      const { pods, sent, recorded } = staged({ first: pod('web-0', metadata) })
      await pods.removeFinalizer('web-0')
      expect(sent).to.deep.equal([['removeFinalizer', 'web-0']])
      expect(recorded()).to.deep.equal([
        {
          own: false,
          verb: 'patch',
          resource: 'pods',
          name: 'web-0',
          patchType: 'merge',
          body: { metadata: { finalizers } },
        },
      ])
    })
})

describe('the actions upon nodes', () => {
  it('disconnect the node of a Pod, and wait until the Pod is marked for deletion', async () => {
    const { pods, sent, recorded, awaited, trace } = staged()
    await pods.disconnectNodeOf('web-0')
    expect(sent).to.deep.equal([['disconnectNode', 'node-of-web-0']])
    expect(recorded()).to.deep.equal([order('web-0', 'disconnect')])
    expect([...pods.disconnectedNodes]).to.deep.equal(['node-of-web-0'])
    const [{ wait, what, met } = {} as never] = awaited
    expect(wait).to.equal(waits.nodeIsMissed)
    expect(what).to.equal('Pod web-0 is marked for deletion')
    expect(met()).to.equal(false)
    trace.add(seen('pods', 'MODIFIED', marked('web-1')))
    expect(met(), 'another Pod').to.equal(false)
    trace.add(seen('pods', 'MODIFIED', marked('web-0')))
    expect(met()).to.equal(true)
  })

  it('wait no longer where the Pod was removed or replaced at once', async () => {
    const gone = staged()
    await gone.pods.disconnectNodeOf('web-0')
    gone.trace.add(seen('pods', 'DELETED', marked('web-0')))
    expect(gone.awaited[0]?.met()).to.equal(true)
    const replaced = staged()
    await replaced.pods.disconnectNodeOf('web-0')
    const { metadata, ...rest } = marked('web-0', 'second')
    const { deletionTimestamp: _, ...living } = metadata
    replaced.trace.add(seen('pods', 'MODIFIED', { metadata: living, ...rest }))
    expect(replaced.awaited[0]?.met()).to.equal(true)
  })

  it('let the clock leap until the cluster misses the node, where it can', async () => {
    const { pods, sent } = staged({ leaps: true })
    await pods.disconnectNodeOf('web-0')
    expect(sent).to.deep.equal([
      ['disconnectNode', 'node-of-web-0'],
      ['leap', 60],
    ])
  })

  it('connect the node again, and wait until it has ended the Pod', async () => {
    const { pods, sent, recorded, awaited, trace } = staged()
    await pods.disconnectNodeOf('web-0')
    await pods.returnNodeOf('web-0')
    expect(sent.at(-1)).to.deep.equal(['returnNode', 'node-of-web-0'])
    expect(recorded().at(-1)).to.deep.equal(order('web-0', 'return'))
    expect([...pods.disconnectedNodes]).to.deep.equal([])
    const { wait, what, met } = awaited.at(-1) ?? ({} as never)
    expect(wait).to.equal(waits.nodeReturns)
    expect(what).to.equal('Pod web-0 is gone')
    expect(met()).to.equal(false)
    trace.add(seen('pods', 'DELETED', pod('web-1')))
    expect(met(), 'another Pod').to.equal(false)
    trace.add(seen('pods', 'MODIFIED', marked('web-0', 'second')))
    expect(met(), 'another one in its place').to.equal(true)
  })

  it('connect all nodes again', async () => {
    const { pods, sent, recorded } = staged()
    await pods.disconnectNodeOf('web-0')
    await pods.disconnectNodeOf('web-1')
    await pods.returnAllNodes()
    expect(sent.slice(2)).to.deep.equal([
      ['returnNode', 'node-of-web-0'],
      ['returnNode', 'node-of-web-1'],
    ])
    expect(pods.disconnectedNodes.size).to.equal(0)
    expect(recorded()).to.have.length(2)
  })
})

describe('a Pod that is not there', () => {
  it('breaks the example, and the trace says so', async () => {
    const { pods, trace } = staged()
    const error = await pods.require('web-7').catch((cause: unknown) => cause)
    expect(error).to.be.instanceOf(AssertionError)
    expect(error).to.deep.include({ expected: 'web-7', actual: ['web-0', 'web-1'], showDiff: true })
    expect(error).to.have.property('message', 'there is no Pod web-7')
    expect(trace.entries.at(-1)).to.deep.include({ kind: 'absent', resource: 'pods', name: 'web-7' })
  })

  it('is acted upon as soon as it comes about by itself', async () => {
    const { pods, trace, sent, came } = staged({ comes: () => trace.add(seen('pods', 'ADDED', pod('web-7'))) })
    await pods.setReady('web-7', true)
    expect(came).to.deep.equal([false, true])
    expect(sent).to.deep.equal([['setReady', 'web-7', true]])
    expect(trace.entries.some(({ kind }) => kind === 'absent')).to.equal(false)
  })

  it('is waited for only then', async () => {
    const { pods, came } = staged()
    await pods.require('web-0')
    expect(came).to.deep.equal([])
  })

  const actions: [string, (pods: Pods) => Promise<void>][] = [
    ['made ready', (pods) => pods.setReady('web-7', true)],
    ['ended', (pods) => pods.end('web-7', 'Failed')],
    ['evicted', (pods) => pods.evict('web-7')],
    ['deleted by force', (pods) => pods.forceDelete('web-7')],
    ['deleted', (pods) => pods.delete('web-7')],
    ['released', (pods) => pods.removeFinalizer('web-7')],
    ['lost', (pods) => pods.disconnectNodeOf('web-7')],
    ['returned', (pods) => pods.returnNodeOf('web-7')],
  ]
  for (const [title, act] of actions)
    it(`is not ${title}`, async () => {
      const { pods, sent, recorded } = staged()
      const error = await act(pods).catch((each: Error) => each)
      expect(error).to.be.instanceOf(AssertionError)
      expect([sent, recorded()]).to.deep.equal([[], []])
    })
})
