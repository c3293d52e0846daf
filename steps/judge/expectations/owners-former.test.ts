import { describe } from 'node:test'
import { appears, ends, ownedBy, set } from '../invariants/testing.ts'
import { answers, window } from './testing.ts'

describe('owners at a deletion, where the watch of the workload is behind that of the Pods', () => {
  const pod = { what: 'Pod', name: 'web-7' }
  const orphan = appears('web-7', { metadata: { ownerReferences: [], resourceVersion: '3' } })
  const adoptedBy = (uid: string) => {
    const ownerReferences = ownedBy('web', uid)
    return [
      appears('web-7', { type: 'MODIFIED', metadata: { ownerReferences, resourceVersion: '6' } }),
      ends('web-7', { metadata: { ownerReferences, resourceVersion: '7' } }),
    ]
  }
  const created = set({ type: 'ADDED', metadata: { resourceVersion: '5' } })
  const before = set({ type: 'ADDED', metadata: { resourceVersion: '1' } })
  const createdAgain = (resourceVersion: string) => set({ type: 'ADDED', metadata: { uid: 'uid-2', resourceVersion } })
  const args = [pod, 'web', 'web-7']
  answers('{object} was owned by {owner} when Pod {name} was deleted', [
    ['all in order', [orphan, window, created, ...adoptedBy('uid-of-web')], args, 'kept'],
    ['the set is delivered last', [orphan, window, ...adoptedBy('uid-of-web'), created], args, 'kept'],
    ['a set created again is', [before, orphan, window, ...adoptedBy('uid-2'), createdAgain('5')], args, 'kept'],
    ['one created since is', [before, orphan, window, ...adoptedBy('uid-2'), createdAgain('7')], args, 'pending'],
    ['it was of the one before', [before, orphan, window, ...adoptedBy('uid-of-web'), createdAgain('8')], args, 'kept'],
  ])
})
