import { describe, it } from 'node:test'
import { expect } from 'chai'
import { history, object, seen } from '../testing.ts'
import { eventsAbout, wasRefused } from './events.ts'

const event = (
  reason: string | undefined,
  involvedObject: { kind?: string; name?: string; uid?: string } | undefined,
  message?: string,
) => object(`${involvedObject?.name}.1`, { involvedObject, reason, message })

const WEB = { kind: 'StatefulSet', name: 'web', uid: 'first' }
const recorded = (reason: string, about: object, message?: string) =>
  seen('events', 'ADDED', event(reason, about, message))

describe('the events about an object', () => {
  const trace = history(
    recorded('Early', WEB, 'create Pod web-0'),
    recorded('FailedCreate', { ...WEB, uid: 'second' }),
    recorded('OfAnother', { ...WEB, name: 'other', uid: 'other' }),
    recorded('OfAPod', { ...WEB, kind: 'Pod' }),
    seen('pods', 'ADDED', event('NoEvent', WEB)),
    seen('events', 'MODIFIED', event('Again', WEB)),
    seen('events', 'DELETED', event('Expired', WEB)),
    seen('events', 'ADDED', event(undefined, WEB)),
    seen('events', 'ADDED', event('AboutNothing', undefined)),
    { kind: 'action', own: false, verb: 'create', resource: 'events', name: 'web' },
  )
  const about = (kind: string, uid: string) =>
    eventsAbout(trace, { kind, uid }).map(({ seq, reason }) => `${seq} ${reason}`)

  it('are those of its kind and uid that were recorded, not those that expired', () => {
    expect(about('StatefulSet', 'first')).to.deep.equal(['0 Early', '5 Again', '7 '])
    expect(about('StatefulSet', 'second')).to.deep.equal(['1 FailedCreate'])
    expect(about('StatefulSet', 'other')).to.deep.equal(['2 OfAnother'])
    expect(about('Pod', 'first')).to.deep.equal(['3 OfAPod'])
    expect(about('Pod', 'second')).to.deep.equal([])
  })

  it('carry their name, type and count', () => {
    const counted = { ...event('Done', WEB), type: 'Normal', count: 3 }
    const [first, again] = eventsAbout(history(recorded('Done', WEB), seen('events', 'MODIFIED', counted)), WEB)
    expect(first).to.deep.include({ name: 'web.1', type: '', count: 1 })
    expect(again).to.deep.include({ name: 'web.1', type: 'Normal', count: 3 })
  })

  it('carry their message, empty where there is none', () => {
    expect(eventsAbout(trace, WEB).map(({ message }) => message)).to.deep.equal(['create Pod web-0', '', ''])
  })
})

describe('wasRefused', () => {
  const cases: [string, Parameters<typeof history>, boolean][] = [
    ['no event', [], false],
    ['success', [recorded('SuccessfulCreate', WEB)], false],
    ['a failed creation', [recorded('SuccessfulCreate', WEB), recorded('FailedCreate', WEB)], true],
    ['a failed update', [recorded('FailedUpdate', WEB)], true],
    ['a reason that only contains the word', [recorded('HasFailed', WEB)], false],
    ['a Pod with such a field', [seen('pods', 'ADDED', event('FailedCreate', WEB))], false],
    ['a window', [{ kind: 'window' }], false],
    ['an action', [{ kind: 'action', own: false, verb: 'delete', resource: 'events', name: 'web' }], false],
  ]
  for (const [title, events, expected] of cases)
    it(`is ${expected} after ${title}`, () => {
      expect(wasRefused(history(...events), 'clonesets')).to.equal(expected)
    })
})

describe('wasRefused, as a Pod of another keeps a name', () => {
  const settled = { kind: 'settled', rests: true, tookMs: 1, how: '', moving: [] } as const
  const owned = (uid: string, controller = true) => [
    { apiVersion: 'v1', kind: 'CloneSet', name: 'web', uid, controller },
  ]
  const set = (spec: object, name = 'web') => seen('clonesets', 'ADDED', object(name, { spec: { ...spec } }))
  const pod = (name: string, ownerReferences?: ReturnType<typeof owned>) =>
    seen('pods', 'ADDED', object(name, { metadata: ownerReferences ? { ownerReferences } : {} }))
  const two = set({ replicas: 2 })
  const cases: [string, Parameters<typeof history>, boolean][] = [
    ['nobody’s', [two, pod('web-1'), settled], true],
    ['nobody’s, before the cluster has settled', [two, settled, pod('web-1')], false],
    ['another’s', [two, pod('web-0', owned('x')), settled], true],
    ['one that the set owns and does not control', [two, pod('web-0', owned('uid-of-web', false)), settled], true],
    ['the set’s own', [two, pod('web-1', owned('uid-of-web')), settled], false],
    ['nobody’s, as the cluster has not settled since', [two, settled, pod('web-1'), { kind: 'window' }], false],
    ['nobody’s, beside a set that lacks no name', [two, set({}, 'shop'), pod('web-1'), settled], true],
    ['nobody’s, of a set whose name ends in a number', [set({}, 'web-1'), pod('web-1-0'), settled], true],
    ['nobody’s, of two digits', [set({ replicas: 11 }), pod('web-10'), settled], true],
    [
      'the set’s own, beside another owner',
      [two, pod('web-1', [...owned('x', false), ...owned('uid-of-web')]), settled],
      false,
    ],
    ['above the range', [two, pod('web-2'), settled], false],
    ['below the range', [set({ replicas: 2, ordinals: { start: 1 } }), pod('web-0'), settled], false],
    ['the last of a range', [set({ replicas: 2, ordinals: { start: 1 } }), pod('web-2'), settled], true],
    ['of a set that has one replica by default', [set({}), pod('web-0'), settled], true],
    ['of another name', [two, pod('shop-0'), pod('web'), settled], false],
  ]
  for (const [title, events, expected] of cases)
    it(`is ${expected} for ${title}`, () => {
      expect(wasRefused(history(...events), 'clonesets')).to.equal(expected)
    })
})
