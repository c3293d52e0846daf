import { describe, it } from 'node:test'
import { expect } from 'chai'
import { masked } from './masks.ts'
import { type Known, requestOf } from './request.ts'

const options = { namespace: 'ns-1', prefix: '', managedFields: false }

describe('masked', () => {
  const cases: [string, unknown, unknown][] = [
    ['revisions', { resourceVersion: '7', continue: '' }, { resourceVersion: 'REVISION', continue: '' }],
    ['uids', { uid: '0a1b2c3d-0000-4000-8000-0123456789ab' }, { uid: 'UID' }],
    ['no uids that a client made up', { uid: 'mine' }, { uid: 'mine' }],
    ['times', { at: '2026-11-21T10:00:00Z' }, { at: 'TIME' }],
    ['no times of a New Year’s day', { at: '2001-01-01T00:00:00Z' }, { at: '2001-01-01T00:00:00Z' }],
    ['the namespace', 'pods in ns-1', 'pods in NAMESPACE'],
    ['ages', { cells: ['a', '5s', 3] }, { cells: ['a', 'AGE', 3] }],
    ['generated names', { generateName: 'a-', name: 'a-bcdfg' }, { generateName: 'a-', name: 'a-XXXXX' }],
    [
      'quoted objects',
      'Invalid value: "{\\"b\\":1,\\"a\\":{\\"resourceVersion\\":\\"7\\",\\"managedFields\\":[]}}": no',
      'Invalid value: "{\\"a\\":{\\"resourceVersion\\":\\"REVISION\\"},\\"b\\":1}": no',
    ],
    ['managedFields', { managedFields: [1], a: 1 }, { a: 1 }],
  ]
  for (const [what, answer, expected] of cases) {
    it(`masks ${what}`, () => {
      expect(masked(answer, options)).to.deep.equal(expected)
    })
  }

  it('leaves managedFields to the families that are about them', () => {
    expect(masked({ managedFields: [1] }, { ...options, managedFields: true })).to.deep.equal({ managedFields: [1] })
  })

  it('knows names made from a prefix where they are refused', () => {
    expect(masked('Pod "A_b-w7sgw" is invalid', { ...options, prefix: 'A_b-' })).to.equal('Pod "A_b-XXXXX" is invalid')
  })
})

describe('requestOf', () => {
  const known: Known = { namespace: 'n', uid: 'u', rv: '5', first: '2', continue: 'c', last: { a: 1, b: 2 } }
  const bodies = { web: { kind: 'StatefulSet', spec: { replicas: 1 } } }

  it('reads what is sent', () => {
    expect(
      requestOf('PATCH(merge) $core/pods/p?x=$last.resourceVersion {"uid":"$last.uid"}', known, bodies),
    ).to.deep.equal({
      method: 'PATCH',
      path: '/api/v1/namespaces/n/pods/p?x=5',
      headers: { 'content-type': 'application/merge-patch+json' },
      body: '{"uid":"u"}',
    })
  })

  it('lays a patch over a body that has a name, or over the last answer', () => {
    expect(requestOf('POST $core/x @web {"spec":{"replicas":null}}', known, bodies).body).to.equal(
      '{"kind":"StatefulSet","spec":{}}',
    )
    expect(requestOf('PUT $core/x @last-response {"b":3}', known, bodies).body).to.equal('{"a":1,"b":3}')
    expect(() => requestOf('POST $core/x @nobody', known, bodies)).to.throw(/no body nobody/)
  })

  it('reads watches', () => {
    const { method, events, headers } = requestOf('WATCH(2 events, partial) $core/pods?watch=1', known, bodies)
    expect({ method, events }).to.deep.equal({ method: 'GET', events: 2 })
    expect(headers).to.have.property('accept').that.includes('PartialObjectMetadata')
  })

  it('refuses a line that is no request', () => {
    expect(() => requestOf('GET', known, bodies)).to.throw(/expected METHOD/)
  })
})
