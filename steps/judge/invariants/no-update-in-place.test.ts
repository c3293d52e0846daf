import { describe, it } from 'node:test'
import { expect } from 'chai'
import { header, history } from '../../observe/testing.ts'
import { noUpdateInPlace } from './no-update-in-place.ts'
import { acts, appears, judges, kind, ownedBy, pod, set } from './testing.ts'
import { labelled } from './updates-testing.ts'

const added = set({ type: 'ADDED' })
const running = (spec: Readonly<Record<string, unknown>>, type: 'ADDED' | 'MODIFIED' = 'MODIFIED') =>
  pod('web-0', { type, spec })
const from = (field: string) => running({ [field]: [{ image: 'a' }] }, 'ADDED')
const to = (field: string) => running({ [field]: [{ image: 'b' }] })
const changed = (field: string) => [added, from(field), to(field)]
const foreign = (image: string, type: 'ADDED' | 'MODIFIED') =>
  pod('web-0', { type, metadata: { ownerReferences: ownedBy('db') }, spec: { containers: [{ image }] } })

describe('no update in place', () => {
  judges(noUpdateInPlace, [
    ['containers', changed('containers'), { at: 2, name: 'web-0' }],
    ['init containers', changed('initContainers'), { at: 2 }],
    ['volumes', changed('volumes'), { at: 2 }],
    [
      'the revision label',
      [added, appears('web-0', labelled('web-old')), pod('web-0', labelled('web-new'))],
      { at: 2 },
    ],
    ['other fields', [...changed('tolerations'), running({ nodeName: 'n' })]],
    ['fields that contain the word', changed('ephemeralContainers')],
    ['fields that begin with the word', changed('volumesOfAll')],
    ['a Pod of the suite', [added, from('containers'), acts('patch', 'pods', 'web-0'), to('containers')]],
    [
      'though the suite drives its readiness',
      [added, from('containers'), acts('patch', 'pods', 'web-0', { own: true }), to('containers')],
      { at: 3 },
    ],
    [
      'though the suite patches another',
      [added, from('containers'), acts('patch', 'pods', 'web-1'), to('containers')],
      { at: 3 },
    ],
    [
      'though the suite patches a claim',
      [added, from('containers'), acts('patch', 'claims', 'web-0'), to('containers')],
      { at: 3 },
    ],
    [
      'though the suite deletes it',
      [added, from('containers'), acts('delete', 'pods', 'web-0'), to('containers')],
      { at: 3 },
    ],
    ['a Pod of somebody else', [added, foreign('a', 'ADDED'), foreign('b', 'MODIFIED')]],
  ])

  it('names the field', () => {
    const [breach] = noUpdateInPlace.breaches({ header: header({ kind }), trace: history(...changed('volumes')) })
    expect(breach).to.deep.include({
      seen: 'spec.volumes',
      cause: { verb: 'change', resource: 'pods', name: 'web-0', field: 'spec.volumes' },
    })
  })
})
