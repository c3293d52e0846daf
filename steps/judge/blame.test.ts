import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Change } from '../observe/changes.ts'
import { header, object } from '../observe/testing.ts'
import { causeOf, guaranteeOf, NOTHING_BESIDE } from './blame.ts'

const kind = { group: 'example.com', version: 'v1', plural: 'clonesets', kind: 'CloneSet', namespaced: true }
const owned = (kindOfOwner: string, controller = true) =>
  object('web-0', {
    metadata: {
      ownerReferences: [{ apiVersion: 'x/v1', kind: kindOfOwner, name: 'web', uid: 'u', controller }],
    },
  })
const change = (resource: string, what: Change['what'], field?: string, of = owned('CloneSet')): Change => ({
  seq: 3,
  resource,
  name: 'web-0',
  what,
  fields: field === undefined ? [] : [field],
  object: of,
})
const charged = (...parts: Parameters<typeof change>) => guaranteeOf(change(...parts), { header: header({ kind }) })

const CLAIMS = 'persistentvolumeclaims'
const REVISIONS = 'controllerrevisions'

describe('a change that nobody spoke of is charged to', () => {
  const table: [string, ...Parameters<typeof change>][] = [
    ['SS-IDN-005', 'pods', 'changed', 'labels[statefulset.kubernetes.io/pod-name]'],
    ['SS-IDN-006', 'pods', 'changed', 'labels[apps.kubernetes.io/pod-index]'],
    ['SS-IDN-007', 'pods', 'changed', 'labels[controller-revision-hash]'],
    ['SS-DEL-007', 'pods', 'changed', 'ownerReferences'],
    ['SS-IDN-008', 'pods', 'changed', 'ownerReferences', owned('CloneSet', false)],
    ['SS-IDN-008', 'pods', 'changed', 'ownerReferences', object('web-0')],
    ['SS-IDN-008', 'pods', 'changed', 'ownerReferences', owned('Other')],
    ['SS-UPD-002', 'pods', 'changed', 'spec.containers'],
    ['SS-UPD-002', 'pods', 'changed', 'spec.initContainers'],
    ['SS-UPD-002', 'pods', 'changed', 'spec.volumes'],
    [NOTHING_BESIDE, 'pods', 'changed', 'spec.containers', object('web-0')],
    [NOTHING_BESIDE, 'pods', 'changed', 'spec.ephemeralContainers'],
    [NOTHING_BESIDE, 'pods', 'changed', 'labels[app]'],
    [NOTHING_BESIDE, 'pods', 'changed', 'labels[my-controller-revision-hash]'],
    ['SS-UPD-005', 'pods', 'deleted'],
    ['SS-UPD-005', 'pods', 'removed'],
    ['SS-DEL-011', 'pods', 'deleted', undefined, owned('Other')],
    ['SS-DEL-011', 'pods', 'removed', undefined, object('web-0')],
    ['SS-ORD-004', 'pods', 'created'],
    ['SS-STO-001', CLAIMS, 'created'],
    ['SS-STO-006', CLAIMS, 'deleted'],
    ['SS-STO-006', CLAIMS, 'removed'],
    ['SS-PVC-001', CLAIMS, 'changed', 'ownerReferences'],
    [NOTHING_BESIDE, CLAIMS, 'changed', 'labels[app]'],
    ['SS-UPD-005', REVISIONS, 'created'],
    ['SS-REV-007', REVISIONS, 'deleted'],
    ['SS-REV-007', REVISIONS, 'removed'],
    ['SS-REV-009', REVISIONS, 'changed', 'data'],
    ['SS-REV-005', REVISIONS, 'changed', 'revision'],
    ['SS-REV-011', REVISIONS, 'changed', 'ownerReferences'],
    [NOTHING_BESIDE, REVISIONS, 'changed', 'annotations[data]'],
    ['SS-DNS-009', 'services', 'created'],
    ['SS-DNS-009', 'services', 'changed', 'spec.selector'],
    ['SS-DNS-009', 'services', 'deleted'],
    ['SS-DNS-009', 'services', 'removed'],
    [NOTHING_BESIDE, 'clonesets', 'changed', 'spec.replicas'],
    [NOTHING_BESIDE, 'clonesets', 'deleted'],
    [NOTHING_BESIDE, 'workload', 'created'],
  ]
  for (const [guarantee, resource, what, field, of] of table)
    it(`${guarantee}: ${resource} ${what} ${field ?? ''}`, () => {
      expect(charged(resource, what, field, of)).to.equal(guarantee)
    })

  const exact = table.flatMap(([, resource, what, field, of]) =>
    what === 'changed' && field !== undefined && resource !== 'services'
      ? [`x${field}`, `${field}x`].map((other) => ({ resource, other, of }))
      : [],
  )
  for (const { resource, other, of } of exact)
    it(`none of these: ${resource} changed ${other}`, () => {
      expect(charged(resource, 'changed', other, of)).to.equal(NOTHING_BESIDE)
    })

  it('the first row that fits one of several fields', () => {
    const several = { ...change('pods', 'changed'), fields: ['labels[app]', 'ownerReferences'] }
    expect(guaranteeOf(several, { header: header({ kind }) })).to.equal('SS-DEL-007')
  })

  it('no Pod row where the kind under certification is called as a resource of Kubernetes', () => {
    const called = { header: header({ kind: { ...kind, plural: 'pods' } }) }
    expect(guaranteeOf(change('pods', 'created'), called)).to.equal(NOTHING_BESIDE)
  })
})

describe('the cause of a change', () => {
  const cases: [Change['what'], string][] = [
    ['created', 'create'],
    ['deleted', 'delete'],
    ['removed', 'delete'],
    ['changed', 'change'],
  ]
  for (const [what, verb] of cases)
    it(`is ${verb} where an object was ${what}`, () => {
      expect(causeOf(change('pods', what))).to.deep.equal({ verb, resource: 'pods', name: 'web-0' })
    })

  it('names the first field', () => {
    expect(causeOf({ ...change('pods', 'changed'), fields: ['a', 'b'] })).to.include({ field: 'a' })
  })
})
