import { before, describe, it } from 'node:test'
import { supportCodeLibraryBuilder } from '@cucumber/cucumber'
import { expect } from 'chai'
import { expectations } from '../judge/index.ts'

type Step = (this: unknown, ...args: unknown[]) => unknown

/** A world that logs what a step calls upon it, `pods.delete`, with what arguments. */
function recordingWorld() {
  const calls: unknown[][] = []
  const part = (name: string): object =>
    new Proxy(
      {},
      {
        get:
          (_, method: string) =>
          async (...args: unknown[]) =>
            void calls.push([`${name}.${method}`, ...args]),
      },
    )
  const defaults = { fields: { a: 1 }, claims: ['data'], container: { b: 1 } }
  const workloads = new Proxy(part('workloads'), {
    get: (target, method: string) => (method === 'defaults' ? defaults : Reflect.get(target, method)),
  })
  const world = {
    workloads,
    pods: part('pods'),
    objects: part('objects'),
    driver: part('driver'),
    target: part('target'),
    expectations: part('expectations'),
    trace: { length: 7 },
    step: 'the step',
    fillPlaceholders: (text: string) => text.replaceAll('<mine>', 'yours'),
    settle: async () => void calls.push(['settle']),
    kubectl: async (...args: string[]) => void calls.push(['kubectl', ...args]),
  }
  return { world, calls, defaults }
}

const steps = new Map<string, Step>()

before(async () => {
  supportCodeLibraryBuilder.reset(process.cwd(), () => 'id')
  // A module registers its steps when it is loaded: cucumber, in another test of the process, must load its own.
  for (const file of ['expectations', 'objects', 'pods', 'target', 'workloads']) await import(`./${file}.ts?recorded`)
  const { stepDefinitionConfigs } = supportCodeLibraryBuilder as unknown as {
    stepDefinitionConfigs: { pattern: string; code: Step }[]
  }
  for (const { pattern, code } of stepDefinitionConfigs) steps.set(pattern, code)
})

type Case = [phrase: string, args: unknown[], ...calls: unknown[][]]

const pods = { what: 'Pod', names: ['web-0', 'web-1'] }
const names = pods.names
const named = { what: 'claim', name: 'data' }
const yaml = 'spec:\n  a: <mine>\n'
const cases: Case[] = [
  [
    'this exists:',
    ['kind: Service\nname: <mine>\n---\nkind: Pod\n'],
    ['objects.provide', { kind: 'Service', name: 'yours' }],
    ['objects.provide', { kind: 'Pod' }],
  ],
  ['{objects} is/are deleted', [pods], ['pods.delete', 'web-0'], ['pods.delete', 'web-1']],
  ['{objects} is/are deleted', [{ what: 'claim', names: ['data'] }], ['objects.delete', named]],
  [
    'a copy of {object} is created with:',
    [
      named,
      {
        raw: () => [
          ['spec.a', '<mine>'],
          ['spec.b', '<absent>'],
          ['spec.c', '"1"'],
          ['spec.d', '{ e: 2 }'],
        ],
      },
    ],
    [
      'objects.copy',
      named,
      [
        ['spec.a', 'yours'],
        ['spec.b', undefined],
        ['spec.c', '1'],
        ['spec.d', { e: 2 }],
      ],
    ],
  ],
  ['{object} is patched with:', [named, yaml], ['objects.patch', named, { spec: { a: 'yours' } }]],
  ['kubectl is run with {string}', ['get pods'], ['kubectl', 'get pods']],
  ['kubectl is run with {string} and:', ['apply -f -', 'a: 1'], ['kubectl', 'apply -f -', 'a: 1']],
  ['this request is sent:', ['GET pods/<mine>'], ['objects.send', 'GET pods/yours']],
  [
    'the status of {object} is patched with:',
    [named, yaml],
    ['objects.patch', named, { spec: { a: 'yours' } }, 'status'],
  ],
  [
    '{owner} {ownership} {object}',
    ['ConfigMap keeper', 'controls', named],
    ['objects.addOwner', 'ConfigMap keeper', 'controls', named],
  ],
  ['Pod(s) {names} will not become ready', [names], ['driver.keepUnready', 'web-0'], ['driver.keepUnready', 'web-1']],
  [
    'deletion of Pod(s) {names} is held by a finalizer',
    [names],
    ['driver.hold', 'web-0'],
    ['driver.hold', 'web-1'],
    ['driver.idle'],
  ],
  [
    'Pod(s) {names} become(s) {readiness}',
    [names, false],
    ['pods.setReady', 'web-0', false],
    ['pods.setReady', 'web-1', false],
  ],
  [
    'Pod(s) {names} {ending}',
    [names, 'Succeeded'],
    ['pods.end', 'web-0', 'Succeeded'],
    ['pods.end', 'web-1', 'Succeeded'],
  ],
  ['Pod(s) {names} is/are {removal}', [names, 'evicted'], ['pods.evict', 'web-0'], ['pods.evict', 'web-1']],
  [
    'Pod(s) {names} is/are {removal}',
    [names, 'force-deleted'],
    ['pods.forceDelete', 'web-0'],
    ['pods.forceDelete', 'web-1'],
  ],
  [
    'the finalizer of Pod(s) {names} is removed',
    [names],
    ['pods.removeFinalizer', 'web-0'],
    ['pods.removeFinalizer', 'web-1'],
  ],
  ['the node of Pod {name} is lost', ['web-0'], ['pods.disconnectNodeOf', 'web-0']],
  ['the node of Pod {name} returns', ['web-0'], ['pods.returnNodeOf', 'web-0']],
  ['{int} second(s) pass(es)', [5], ['target.passTime', 5]],
  ['the controller {command}', ['restarts'], ['target.commandController', 'restarts']],
  [
    'the API server answers {requests} of {word} by the controller with {hindrance}',
    [{ verb: 'create', times: 1 }, 'pods', { delayMs: 1000 }],
    ['target.refuse', { verb: 'create', times: 1, resource: 'pods' }, { delayMs: 1000 }],
  ],
  ['the API server answers the controller again', [], ['target.endRefusals']],
  ['StatefulSet {name} with {int} replica(s)', ['web', 3], ['workloads.create', 'web', 3], ['settle']],
  [
    'StatefulSet {name} with {int} replica(s) and:',
    ['web', 3, yaml],
    ['workloads.create', 'web', 3, { spec: { a: 'yours' } }],
    ['settle'],
  ],
  ['StatefulSet {name} is created with {int} replica(s)', ['web', 3], ['workloads.create', 'web', 3]],
  [
    'StatefulSet {name} is created with {int} replica(s) and:',
    ['web', 3, yaml],
    ['workloads.create', 'web', 3, { spec: { a: 'yours' } }],
  ],
  ['StatefulSet {name} is created again', ['web'], ['workloads.createAgain', 'web']],
  ['StatefulSet {name} is scaled to {int}', ['web', 2], ['workloads.scale', 'web', 2]],
  [
    'the Pod template of StatefulSet {name} changes',
    ['web'],
    ['workloads.change', 'web', { template: { metadata: { annotations: { version: 'v7' } } } }],
  ],
  [
    'the Pod template of StatefulSet {name} changes to {name}',
    ['web', 'b'],
    ['workloads.change', 'web', { template: { metadata: { annotations: { version: 'b' } } } }],
  ],
  ['StatefulSet {name} is rolled back to revision {name}', ['web', 'a'], ['objects.rollBack', 'web', 'a']],
  ['these fields of StatefulSet {name} are set:', ['web', yaml], ['workloads.change', 'web', { spec: { a: 'yours' } }]],
  ['StatefulSet {name} is deleted', ['web'], ['workloads.delete', 'web', 'Background']],
  ['StatefulSet {name} is deleted with {word} propagation', ['web', 'Orphan'], ['workloads.delete', 'web', 'Orphan']],
]

const DEFAULTS = ['every StatefulSet has:', 'every container has:', 'every StatefulSet has claim template(s) {names}']

describe('a step', () => {
  for (const [phrase, args, ...expected] of cases)
    it(phrase, async () => {
      const { world, calls } = recordingWorld()
      await steps.get(phrase)?.apply(world, args)
      expect(calls).to.deep.equal(expected)
    })

  it('of the defaults adds to them', () => {
    const { world, defaults, calls } = recordingWorld()
    const [fields, container, claims] = DEFAULTS
    steps.get(fields as string)?.apply(world, ['c: <mine>'])
    steps.get(container as string)?.apply(world, ['d: <mine>'])
    steps.get(claims as string)?.apply(world, [['log', 'tmp']])
    expect(defaults).to.deep.equal({
      fields: { a: 1, c: 'yours' },
      claims: ['data', 'log', 'tmp'],
      container: { b: 1, d: 'yours' },
    })
    expect(calls).to.deep.equal([])
  })

  it('of each phrase of a Then has its expectation judged', async () => {
    for (const phrase of Object.keys(expectations)) {
      const { world, calls } = recordingWorld()
      await steps.get(phrase)?.apply(world, [])
      expect(calls, phrase).to.deep.equal([['expectations.judge', 'the step']])
    }
  })

  it('of a Then takes as many arguments as it has parameters, and one for a table or docstring', () => {
    const takes = (phrase: string) => steps.get(phrase)?.length
    expect(takes('nothing else changed')).to.equal(0)
    expect(takes('{exactly} exist(s)')).to.equal(1)
    expect(takes('Pod {name} uses claim {name} as volume {name}')).to.equal(3)
    expect(takes('every Pod has:')).to.equal(1)
    expect(takes('{object} has:')).to.equal(2)
  })

  it('is known of each phrase, and there is no other', () => {
    const known = [...cases.map(([phrase]) => phrase), ...DEFAULTS, ...Object.keys(expectations)]
    expect([...steps.keys()].sort()).to.deep.equal([...new Set(known)].sort())
  })
})
