import { describe, it } from 'node:test'
import { expect } from 'chai'
import { header, history } from '../../observe/testing.ts'
import { revisionData } from './revision-data.ts'
import { acts, judges, thing } from './testing.ts'

const REVISIONS = 'controllerrevisions'
const revision = (data: object, type: 'ADDED' | 'MODIFIED' = 'MODIFIED', parts: object = {}) =>
  thing(REVISIONS, 'web-1', type, { data, ...parts })
const added = revision({ a: 1 }, 'ADDED')

describe('the data of a revision', () => {
  judges(revisionData, [
    ['none', []],
    ['a new number', [added, revision({ a: 1 }, 'MODIFIED', { revision: 3 })]],
    ['other data', [added, revision({ a: 2 })], { at: 1, name: 'web-1' }],
    ['other data and a new number', [added, revision({ a: 2 }, 'MODIFIED', { revision: 3 })], { at: 1 }],
    ['other data of the suite', [added, acts('patch', REVISIONS, 'web-1'), revision({ a: 2 })]],
    [
      'other data though the suite patches another',
      [added, acts('patch', REVISIONS, 'web-2'), revision({ a: 2 })],
      { at: 2 },
    ],
    [
      'other data though the suite patches something else',
      [added, acts('patch', 'pods', 'web-1'), revision({ a: 2 })],
      { at: 2 },
    ],
    [
      'other data of a revision that the suite made',
      [acts('create', REVISIONS, 'web-1'), added, revision({ a: 2 })],
      { at: 2 },
    ],
  ])

  it('is what the breach is about, whatever else changed', () => {
    const trace = history(added, revision({ a: 2 }, 'MODIFIED', { revision: 3 }))
    const [breach] = revisionData.breaches({ header: header(), trace })
    expect(breach?.cause).to.include({ resource: REVISIONS, name: 'web-1', field: 'data' })
  })
})
