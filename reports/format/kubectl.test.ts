import { describe, it } from 'node:test'
import { expect } from 'chai'
import { kubectlLine } from './kubectl.ts'
import { reproduceLines } from './reproduce.ts'
import { action, sighting, traceOf } from './testdata/hand-made.ts'
import type { ActionEntry } from './trace.ts'

const lines: [string, Partial<ActionEntry>, string][] = [
  ['creation', { body: { kind: 'Pod' } }, `kubectl create -f - <<< '{"kind":"Pod"}'`],
  ['a namespace', { resource: 'namespaces', name: 'ns-1', body: undefined }, 'kubectl create namespace ns-1'],
  ['an action whose body is not recorded', { body: undefined }, `kubectl create -f - <<< '{}'`],
  ['a quote in a manifest', { body: { a: "it's" } }, `kubectl create -f - <<< '{"a":"it'\\''s"}'`],
  [
    'creation of a subresource, for which kubectl has no word',
    { resource: 'pods', name: 'web-0', subresource: 'eviction', body: { kind: 'Eviction' } },
    '# pods/web-0/eviction is created: {"kind":"Eviction"}',
  ],
  ['a command of kubectl', { command: 'edit sts web', body: {} }, 'kubectl edit sts web'],
  ['reading', { verb: 'get', body: undefined }, 'kubectl get statefulsets web -o yaml'],
  [
    'reading a subresource',
    { verb: 'get', subresource: 'scale', body: undefined },
    'kubectl get statefulsets web --subresource=scale -o yaml',
  ],
  ['reading a collection', { verb: 'get', name: '', body: undefined }, 'kubectl get statefulsets -o yaml'],
  [
    'a replacement',
    { verb: 'update', subresource: 'scale', body: {} },
    `kubectl replace --subresource=scale -f - <<< '{}'`,
  ],
  [
    'an application by the server',
    { verb: 'patch', patchType: 'apply', body: {} },
    `kubectl apply --server-side -f - <<< '{}'`,
  ],
  [
    'an application to a subresource',
    { verb: 'patch', patchType: 'apply', subresource: 'status', body: {} },
    `kubectl apply --server-side --subresource=status -f - <<< '{}'`,
  ],
  [
    'deletion of a collection',
    { verb: 'delete', name: '', body: undefined },
    'kubectl delete statefulsets --all --wait=false',
  ],
  [
    'scaling',
    { verb: 'patch', subresource: 'scale', patchType: 'merge', body: { spec: { replicas: 0 } } },
    'kubectl scale statefulsets web --replicas=0',
  ],
  [
    'a patch',
    { verb: 'patch', patchType: 'merge', body: { spec: { paused: null } } },
    `kubectl patch statefulsets web --type=merge -p '{"spec":{"paused":null}}'`,
  ],
  [
    'a patch of a subresource',
    { verb: 'patch', resource: 'pods', name: 'web-0', subresource: 'status', patchType: 'strategic', body: {} },
    `kubectl patch pods web-0 --subresource=status --type=strategic -p '{}'`,
  ],
  ['deletion', { verb: 'delete', body: undefined }, 'kubectl delete statefulsets web --wait=false'],
  [
    'deletion that leaves the dependents',
    { verb: 'delete', propagation: 'Orphan', body: undefined },
    'kubectl delete statefulsets web --cascade=orphan --wait=false',
  ],
  [
    'deletion in the foreground',
    { verb: 'delete', propagation: 'Foreground', body: { propagationPolicy: 'Foreground' } },
    'kubectl delete statefulsets web --cascade=foreground --wait=false',
  ],
  [
    'deletion without grace',
    { verb: 'delete', resource: 'pods', name: 'web-0', body: { gracePeriodSeconds: 0 } },
    'kubectl delete pods web-0 --grace-period=0 --force --wait=false',
  ],
  [
    'deletion with little grace',
    { verb: 'delete', resource: 'pods', name: 'web-0', body: { gracePeriodSeconds: 5 } },
    'kubectl delete pods web-0 --grace-period=5 --wait=false',
  ],
  [
    'a lost node',
    { verb: 'order', resource: 'nodes', name: 'node-3', body: { pod: 'web-1', order: 'disconnect' } },
    '# the node of web-1 is disconnected',
  ],
  [
    'a node that returns',
    { verb: 'order', resource: 'nodes', name: 'node-3', body: { order: 'return' } },
    '# the node node-3 is connected again',
  ],
  [
    'a restart',
    { verb: 'order', resource: 'controller', name: 'restart', body: undefined },
    '# the controller is restarted',
  ],
  ['time', { verb: 'order', resource: 'clock', name: 'leap', body: { seconds: 10 } }, '# 10 seconds pass'],
  [
    'time that is not measured',
    { verb: 'order', resource: 'clock', name: 'leap', body: {} },
    '# order to the target: clock/leap {}',
  ],
  [
    'an order that only sounds like that to the controller or a node',
    { verb: 'order', resource: 'sentinel', name: 'restart', body: { seconds: 3 } },
    '# order to the target: sentinel/restart {"seconds":3}',
  ],
  [
    'an unknown order to a node',
    { verb: 'order', resource: 'nodes', name: 'node-1', body: { order: 'paint' } },
    '# order to the target: nodes/node-1 {"order":"paint"}',
  ],
  [
    'an order without a body',
    { verb: 'order', resource: 'history', name: 'forget', body: undefined },
    '# order to the target: history/forget',
  ],
  [
    'scaling whose body is not recorded',
    { verb: 'patch', subresource: 'scale', body: undefined },
    'kubectl scale statefulsets web --replicas=undefined',
  ],
  [
    'scaling whose body has no spec',
    { verb: 'patch', subresource: 'scale', body: {} },
    'kubectl scale statefulsets web --replicas=undefined',
  ],
  [
    'any other order',
    { verb: 'order', resource: 'refusals', name: '', body: [{ verb: 'create' }] },
    '# order to the target: refusals [{"verb":"create"}]',
  ],
]

describe('an action as kubectl', () => {
  for (const [what, more, line] of lines)
    it(`shows ${what}`, () => {
      expect(kubectlLine(action(1, more))).to.equal(line)
    })
})

describe('what to type', () => {
  it('names the namespace in each line and makes it first', () => {
    const restart = action(2, { verb: 'order', resource: 'controller', name: 'restart' })
    expect(reproduceLines(traceOf(action(1, { body: {} }), restart))).to.deep.equal([
      '# one by one, each when the one before has had its effect',
      'kubectl create namespace ns-1',
      "kubectl -n ns-1 create -f - <<< '{}'",
      '# the controller is restarted',
    ])
  })

  it('does not make the namespace twice', () => {
    const made = action(0, { resource: 'namespaces', name: 'ns-1', own: true })
    expect(reproduceLines(traceOf(made, action(1))).filter((line) => line.includes('namespace'))).to.have.lengthOf(1)
  })

  it('says where another kind has the fields', () => {
    const { header, entries } = traceOf(action(1))
    const fields = { 'spec.replicas': 'spec.size', 'status.a': 'status.b' }
    const comments = (kind: { fields?: Record<string, string> }) =>
      reproduceLines({ header: { ...header, kind }, entries }).filter((line) => line.startsWith('#'))
    expect(comments({ fields })).to.deep.equal([
      '# one by one, each when the one before has had its effect',
      '# in the fields of StatefulSet: spec.replicas is spec.size, status.a is status.b',
    ])
    expect(comments({})).to.have.lengthOf(1)
  })

  it('has a command once, which may be several requests', () => {
    const [apply, get] = [{ command: 'apply -f -' }, { command: 'get sts' }]
    const lines = reproduceLines(traceOf(action(1, apply), action(2, apply), action(3, get), action(4, apply)))
    const shown = ['apply -f -', 'get sts', 'apply -f -'].map((line) => `kubectl -n ns-1 ${line}`)
    expect(lines.slice(2)).to.deep.equal(shown)
  })

  it('is nothing but what was done', () => {
    const seen = [sighting(1, 'web-0'), action(2, { body: { cmd: 'kubectl' } }), sighting(3, 'web-1')]
    const lines = reproduceLines(
      traceOf(...seen, action(4, { verb: 'order', resource: 'x', name: '# kubectl', body: undefined })),
    )
    expect(lines.slice(2)).to.deep.equal([
      `kubectl -n ns-1 create -f - <<< '{"cmd":"kubectl"}'`,
      '# order to the target: x/# kubectl',
    ])
  })

  it('is nothing where nothing was done', () => {
    expect([reproduceLines(undefined), reproduceLines(traceOf())]).to.deep.equal([[], []])
  })
})
