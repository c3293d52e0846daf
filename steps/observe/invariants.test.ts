import { describe, it } from 'node:test'
import { expect } from 'chai'
import { brokenInvariants } from './invariants.ts'
import { history, object, seen } from './testing.ts'
import type { Happening } from './trace.ts'

const kind = { group: 'example.com', version: 'v1', plural: 'clonesets', kind: 'CloneSet', namespaced: true }
const setting = { kind, marker: 'marker', finalizer: 'linger' }
const gone = { deletionTimestamp: '2030-01-01T00:00:00Z' }

const asks = (replicas: number, start?: number, type: 'ADDED' | 'MODIFIED' = 'ADDED') =>
  seen(
    'clonesets',
    type,
    object('web', { spec: { replicas, ...(start === undefined ? {} : { ordinals: { start } }) } }),
  )

function pod(name: string, uid = `uid-of-${name}`, owner = 'web') {
  const ownerReferences = [
    { apiVersion: 'v1', kind: 'CloneSet', name: owner, uid: `uid-of-${owner}`, controller: true },
  ]
  return object(name, { metadata: { uid, ownerReferences } })
}

function labelled(name: string, as: string) {
  const { metadata, ...rest } = pod(name)
  return { ...rest, metadata: { ...metadata, labels: { 'statefulset.kubernetes.io/pod-name': as } } }
}

const settled: Happening = { kind: 'settled', tookMs: 1, how: '1 rounds' }
const appears = (name: string, uid?: string, owner?: string) => seen('pods', 'ADDED', pod(name, uid, owner))
const goes = (name: string, uid?: string) => seen('pods', 'DELETED', pod(name, uid))
const claimGoes = [
  seen('persistentvolumeclaims', 'ADDED', object('data')),
  seen('persistentvolumeclaims', 'MODIFIED', object('data', { metadata: gone })),
]
const deletes = (claim: string): Happening => ({
  kind: 'did',
  own: false,
  text: `kubectl -n x delete persistentvolumeclaims ${claim} --wait=false`,
})

describe('invariants', () => {
  const cases: [string, Happening[], string[]][] = [
    ['an empty trace', [], []],
    ['a set and its Pods', [asks(2), appears('web-0'), appears('web-1')], []],
    ['a name with leading zeros', [asks(2), appears('web-01')], ['SS-IDN-001: web-01']],
    ['a name of its own', [appears('web-0-spare')], ['SS-IDN-001: web-0-spare']],
    ['the name of another set', [appears('db-0')], ['SS-IDN-001: db-0']],
    ['a Pod that nobody owns', [asks(1), seen('pods', 'ADDED', object('solo'))], []],
    [
      'a new Pod after the old one has gone',
      [asks(1), appears('web-0', 'a'), goes('web-0', 'a'), appears('web-0', 'b')],
      [],
    ],
    [
      'a new Pod before the old one has gone',
      [asks(1), appears('web-0', 'a'), appears('web-0', 'b')],
      ['SS-IDN-019: web-0 and web-0 at once'],
    ],
    [
      'a Pod that says it is the replica of another name',
      [asks(2), appears('web-0'), seen('pods', 'ADDED', labelled('web-1', 'web-0'))],
      ['SS-IDN-019: web-0 and web-1 at once'],
    ],
    [
      'the same of a Pod that nobody controls',
      [asks(2), appears('web-0'), seen('pods', 'ADDED', object('solo-0'))],
      [],
    ],
    ['one Pod too many', [asks(2), appears('web-2')], ['SS-ORD-020: web-2 was created out of range']],
    ['a Pod below the start', [asks(2, 3), appears('web-2')], ['SS-ORD-020: web-2 was created out of range']],
    ['the last Pod of a shifted range', [asks(2, 3), appears('web-4')], []],
    ['a Pod seen before the change that allows it', [asks(1), appears('web-1'), asks(2, 0, 'MODIFIED')], []],
    [
      'a Pod of a range that was given up before the cluster settled',
      [asks(3), asks(1, 0, 'MODIFIED'), settled, appears('web-2')],
      ['SS-ORD-020: web-2 was created out of range'],
    ],
    [
      'a Pod of a range that is asked for only after the cluster has settled',
      [asks(1), appears('web-1'), settled, asks(2, 0, 'MODIFIED')],
      ['SS-ORD-020: web-1 was created out of range'],
    ],
    [
      'a Pod of the range that the cluster settled in',
      [asks(1), asks(2, 0, 'MODIFIED'), settled, appears('web-1')],
      [],
    ],
    ['surplus that was in range once', [asks(3), appears('web-2'), asks(1, 0, 'MODIFIED'), goes('web-2')], []],
    ['a set whose replicas are left out', [seen('clonesets', 'ADDED', object('web')), appears('web-0')], []],
    ['Pods of another set', [asks(1), appears('db-7', 'x', 'db')], []],
    ['a claim deleted by nobody', claimGoes, ['SS-STO-006: data was deleted']],
    ['a claim deleted by the scenario', [deletes('data'), ...claimGoes], []],
    [
      'a claim that the scenario did not delete',
      [deletes('data-web-0'), ...claimGoes],
      ['SS-STO-006: data was deleted'],
    ],
  ]
  for (const [title, happenings, expected] of cases)
    it(`${expected.length > 0 ? 'object to' : 'accept'} ${title}, in a written trace too`, () => {
      const trace = history(...happenings)
      const broken = brokenInvariants(trace, setting, [])
      expect(broken.map(({ guarantee, seen: what }) => `${guarantee}: ${what}`)).to.deep.equal(expected)
      const written = JSON.stringify({ entries: trace.entries })
      expect(brokenInvariants(history(...JSON.parse(written).entries), setting, [])).to.deep.equal(broken)
    })

  it('are asked unless switched off', () => {
    const trace = history(asks(1), appears('web-5'))
    expect(brokenInvariants(trace, setting, ['SS-ORD-020'])).to.deep.equal([])
  })

  it('tell at most three violations each', () => {
    const trace = history(asks(0), ...['web-0', 'web-1', 'web-2', 'web-3'].map((name) => appears(name)))
    expect(brokenInvariants(trace, setting, [])).to.have.lengthOf(3)
  })
})
