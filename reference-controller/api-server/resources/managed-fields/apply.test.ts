import { describe, it } from 'node:test'
import { expect } from 'chai'
import fc from 'fast-check'
import type { KubeObject } from '../definition.ts'
import { applyConfiguration } from './apply.ts'
import { ConflictError } from './conflicts.ts'
import { differenceWithBelow, type FieldSet } from './field-set.ts'
import { fieldsOfValue } from './fields-of.ts'
import type { ManagedFieldsEntry } from './managers.ts'
import { shapeOfType } from './shape.ts'
import { emptyObject, trackUpdate } from './track-update.ts'

const type = 'apps.v1.StatefulSet'
const shape = shapeOfType(type)
const by = (manager: string, more = {}) => {
  return {
    shape,
    empty: emptyObject(type),
    apiVersion: 'apps/v1',
    subresource: '',
    manager,
    now: 'now',
    ignored: {},
    force: false,
    ...more,
  }
}
const withPod = (spec: object, metadata: object = {}) =>
  ({ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata, spec: { template: { spec } } }) as unknown as KubeObject
const containersOf = (object: KubeObject) =>
  (object['spec'] as { template?: { spec?: { containers?: unknown } } } | undefined)?.template?.spec?.containers
const entriesOf = ({ metadata }: KubeObject) => (metadata['managedFields'] ?? []) as ManagedFieldsEntry[]

describe('applyConfiguration', () => {
  const one = withPod({ containers: [{ name: 'a', image: 'i' }] })

  it('refuses what others own, unless forced, which takes it from them', () => {
    const live = applyConfiguration(undefined, one, by('one'))
    const other = withPod({ containers: [{ name: 'a', image: 'j' }] })
    expect(() => applyConfiguration(live, other, by('two'))).to.throw(
      ConflictError,
      'Apply failed with 1 conflict: conflict with "one": .spec.template.spec.containers[name="a"].image',
    )
    const forced = applyConfiguration(live, other, by('two', { force: true }))
    expect(containersOf(forced)).to.deep.equal([{ name: 'a', image: 'j' }])
    expect(JSON.stringify(entriesOf(forced).find(({ manager }) => manager === 'one'))).to.not.include('f:image')
  })

  it('removes what its manager no longer applies and nobody shares', () => {
    const both = withPod({
      containers: [
        { name: 'a', image: 'i' },
        { name: 'b', image: 'i' },
      ],
    })
    const live = applyConfiguration(undefined, both, by('one'))
    expect(containersOf(applyConfiguration(live, one, by('one')))).to.deep.equal([{ name: 'a', image: 'i' }])
    const shared = applyConfiguration(live, both, by('two'))
    expect(containersOf(applyConfiguration(shared, one, by('one')))).to.deep.equal(containersOf(both))
  })

  it('orders items as the configuration does, others where they stood', () => {
    const named = (...names: string[]) => withPod({ containers: names.map((name) => ({ name })) })
    const live = applyConfiguration(undefined, named('a', 'x', 'b', 'y'), by('one'))
    const after = applyConfiguration(live, named('n', 'b', 'a'), by('two'))
    expect((containersOf(after) as { name: string }[]).map(({ name }) => name)).to.deep.equal(['x', 'n', 'b', 'y', 'a'])
  })

  it('gives what was there before anybody was tracked to a manager of its own', () => {
    const after = applyConfiguration({ ...one, metadata: { name: 's', uid: 'u' } }, withPod({}), by('one'))
    expect(entriesOf(after).map(({ manager, operation }) => [manager, operation])).to.deep.include([
      'before-first-apply',
      'Update',
    ])
  })

  const configs = fc
    .record({
      containers: fc.uniqueArray(
        fc.record(
          { name: fc.constantFrom('a', 'b', 'c'), image: fc.constantFrom('i', 'j') },
          { requiredKeys: ['name'] },
        ),
        // An empty list and none at all are one only once the server has written them.
        { selector: ({ name }) => name, minLength: 1 },
      ),
      tolerations: fc.array(fc.record({ key: fc.constantFrom('k', 'l') })),
      nodeSelector: fc.dictionary(fc.constantFrom('x', 'y'), fc.constantFrom('1', '2')),
    })
    .map((spec) => withPod(spec, { name: 's', labels: { l: String(spec.tolerations.length) } }))

  it('owns all that it applies, and changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('one', 'two'), configs), { minLength: 1 }), (steps) => {
        let live: KubeObject | undefined
        for (const [manager, config] of steps) {
          const applied = applyConfiguration(live, config, by(manager, { force: true }))
          const again = applyConfiguration(applied, config, by(manager, { now: 'later' }))
          expect(again).to.deep.equal(applied)
          const wanted = differenceWithBelow(fieldsOfValue(shape, config), SYSTEM)
          const own = entriesOf(applied).find((entry) => entry.manager === manager)
          expect(own?.fieldsV1).to.deep.equal(wanted)
          live = applied
        }
      }),
    )
  })
})

const SYSTEM: FieldSet = { 'f:apiVersion': {}, 'f:kind': {}, 'f:metadata': { 'f:name': {} } }

describe('trackUpdate', () => {
  const update = (live: KubeObject | undefined, object: KubeObject, manager: string, now = 'now') => {
    const copy = structuredClone(object)
    trackUpdate(live, copy, by(manager, { now }))
    return copy
  }
  const labelled = (labels: Record<string, string>, more = {}) =>
    ({ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 's', uid: 'u', labels, ...more } }) as KubeObject

  it('gives each what it has changed last, and keeps the time of who has changed nothing', () => {
    const first = update(undefined, labelled({ a: '1', b: '1' }), 'one', 't1')
    const second = update(first, { ...labelled({ a: '1', b: '2' }) }, 'two', 't2')
    const owners = entriesOf(second).map(({ manager, time, fieldsV1 }) => [manager, time, fieldsV1])
    expect(owners).to.deep.equal([
      ['one', 't1', { 'f:metadata': { 'f:labels': { '.': {}, 'f:a': {} } } }],
      ['two', 't2', { 'f:metadata': { 'f:labels': { 'f:b': {} } } }],
    ])
    expect(entriesOf(update(second, labelled({ a: '1', b: '2' }), 'two', 't3'))).to.deep.equal(entriesOf(second))
  })

  it('forgets everybody when asked to, and tracks nobody from then on', () => {
    const first = update(undefined, labelled({ a: '1' }), 'one')
    const emptied = update(first, labelled({ a: '1' }, { managedFields: [{}] }), 'one')
    expect(entriesOf(emptied)).to.deep.equal([])
    expect(entriesOf(update(emptied, labelled({ a: '2' }), 'two'))).to.deep.equal([])
  })

  it('makes one of the oldest of more than ten', () => {
    let live = update(undefined, labelled({}), 'm', 't00')
    for (let index = 1; index <= 12; index++) {
      const labels = Object.fromEntries(Array.from({ length: index }, (_, at) => [`l${at}`, '1']))
      live = update(live, labelled(labels), `m${index}`, `t${String(index).padStart(2, '0')}`)
    }
    const managers = entriesOf(live).map(({ manager }) => manager)
    expect(managers).to.have.length(10)
    expect(managers[0]).to.equal('ancient-changes')
  })
})
