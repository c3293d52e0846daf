import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Resource } from '../client/index.ts'
import { kind } from '../client/testing.ts'
import { lackOf, textOf } from './absent-fields.ts'

const without = (...paths: string[]): Resource => ({
  ...kind,
  kind: 'Group',
  absent: Object.fromEntries(paths.map((path) => [path, `no ${path}`])),
})

describe('what a kind lacks for an example', () => {
  const cases: [path: string, text: string, lacks: boolean][] = [
    ['spec.minReadySeconds', 'minReadySeconds: 5', true],
    ['spec.minReadySeconds', 'StatefulSet web with 3 replicas', false],
    ['spec.podManagementPolicy', 'podManagementPolicy: Parallel', true],
    ['spec.volumeClaimTemplates', 'every StatefulSet has claim templates data', true],
    ['spec.volumeClaimTemplates', 'volumeClaimTemplates: []', true],
    ['spec.serviceName', 'serviceName: other', true],
    ['spec.serviceName', 'spec.subdomain | web', true],
    ['spec.updateStrategy.type', 'type: OnDelete', true],
    ['spec.updateStrategy.type', 'updateStrategy: { type: Recreate }', true],
    ['spec.updateStrategy.type', 'type: Opaque', false],
    ['spec.updateStrategy.rollingUpdate.partition', 'rollingUpdate: { partition: 1 }', true],
    ['spec.ordinals.start', 'ordinals: { start: 3 }', true],
    ['spec.ordinals.start', 'the controller is started', false],
    ['status.updateRevision', 'updateRevision | b', true],
    ['status.updateRevision', 'StatefulSet web has a new update revision', true],
    ['status.updateRevision', 'Pod web-0 runs the old template', true],
    ['status.updateRevision', 'the Pod template of StatefulSet web changes', false],
    ['status.availableReplicas', 'availableReplicas | 3', true],
    ['status.conditions', 'status.conditions | <absent>', true],
    ['status.conditions', 'StatefulSet web has:\nstatus.conditions | x', true],
    ['status.conditions', 'not status.conditions', false],
    ['spec.updateStrategy.rollingUpdate.maxUnavailable', 'maxUnavailable: 2', true],
    ['spec.updateStrategy.rollingUpdate.maxUnavailable', 'updateStrategy: {}', false],
    ['status.conditions', 'conditions', false],
  ]
  for (const [path, text, lacks] of cases)
    it(`${lacks ? 'is' : 'is not'} ${path} where it says "${text.replaceAll('\n', ' ')}"`, () => {
      expect(lackOf(without(path), text)).to.equal(lacks ? `Group has no ${path}: no ${path}` : undefined)
    })

  it('is the first of several that it speaks of', () => {
    const both = without('spec.minReadySeconds', 'spec.ordinals')
    expect(lackOf(both, 'ordinals: { start: 1 }')).to.equal('Group has no spec.ordinals: no spec.ordinals')
  })

  it('is a strategic merge patch, of a custom resource', () => {
    const request = 'PATCH statefulsets/web as strategic-merge-patch+json'
    const custom = { ...kind, group: 'example.com', kind: 'Group' }
    expect(lackOf(custom, request)).to.match(/^Group is a custom resource, which API servers do not patch by strategic/)
    expect(lackOf(custom, 'PATCH statefulsets/web as merge-patch+json')).to.equal(undefined)
    expect(lackOf(kind, request)).to.equal(undefined)
  })
})

describe('the text of an example', () => {
  it('is that of its steps, with their tables and Doc Strings', () => {
    const cells = (...values: string[]) => ({ cells: values.map((value) => ({ value })) })
    const steps = [
      { text: 'this exists:', argument: { docString: { content: 'kind: Service' } } },
      { text: 'Pod web-0 has:', argument: { dataTable: { rows: [cells('a', 'b'), cells('c', 'd')] } } },
      { text: 'nothing else changed' },
    ] as unknown as Parameters<typeof textOf>[0]['steps']
    expect(textOf({ steps }).split('\n').filter(Boolean)).to.deep.equal([
      'this exists:',
      'kind: Service',
      'Pod web-0 has:',
      'a | b',
      'c | d',
      'nothing else changed',
    ])
  })
})
