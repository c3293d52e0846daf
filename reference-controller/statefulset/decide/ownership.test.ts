import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { ObjectMeta } from '../../client/objects.ts'
import { aPod, aSet, frozen, type Known, REVISION, revisionFor, work } from './testing.ts'

const orphan = (name: string, metadata: Partial<ObjectMeta> = {}) => {
  const pod = aPod(name, { metadata })
  const { ownerReferences: _, ...rest } = pod.metadata
  return { ...pod, metadata: rest }
}
const orphanRevision = (() => {
  const { ownerReferences: _, ...metadata } = revisionFor('0').metadata
  return frozen({ ...revisionFor('0'), metadata })
})()
const gone = { metadata: { name: 'web', namespace: 'n', uid: 'set', deletionTimestamp: '2026-01-01T00:00:00Z' } }
const one = aSet({ replicas: 1 })

describe('ownership', () => {
  const cases: [string, Known, string[]][] = [
    ['adopts a Pod that fits', { set: one, pods: [orphan('web-0')] }, ['adopt-pod web-0']],
    ['adopts beyond the range too', { set: one, pods: [aPod('web-0'), orphan('web-7')] }, ['adopt-pod web-7']],
    [
      'leaves an orphan with other labels',
      { set: one, pods: [aPod('web-0'), orphan('web-1', { labels: { app: 'x' } })] },
      [],
    ],
    [
      'leaves an orphan without labels',
      { set: one, pods: [aPod('web-0'), orphan('web-1', { labels: undefined as never })] },
      [],
    ],
    [
      'leaves an orphan with another name',
      { set: one, pods: [aPod('web-0'), orphan('other-1'), orphan('web-x'), orphan('web')] },
      [],
    ],
    [
      'leaves an orphan that is being deleted',
      { set: one, pods: [aPod('web-0'), orphan('web-1', { deletionTimestamp: 'x' })] },
      [],
    ],
    [
      'releases a Pod whose labels no longer fit',
      { set: one, pods: [aPod('web-0', { labels: { app: 'x' } })] },
      ['release-pod web-0'],
    ],
    [
      'does neither while the set is being deleted',
      { set: aSet({}, gone), pods: [orphan('web-0'), aPod('web-1', { labels: { app: 'x' } })] },
      [],
    ],
    [
      'adopts a revision that fits',
      { set: one, pods: [aPod('web-0')], revisions: [orphanRevision, REVISION] },
      [`adopt-revision ${orphanRevision.metadata.name}`],
    ],
    [
      'leaves a revision with other labels',
      {
        set: one,
        pods: [aPod('web-0')],
        revisions: [{ ...orphanRevision, metadata: { name: 'x', labels: {} } }, REVISION],
      },
      [],
    ],
  ]
  for (const [title, known, expected] of cases) {
    it(title, () => {
      expect(work(known)).to.deep.equal(expected)
    })
  }
})
