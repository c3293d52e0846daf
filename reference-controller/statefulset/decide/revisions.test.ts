import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import fc from 'fast-check'
import { decide } from './decide.ts'
import { revisionData, revisionName, sameData } from './revision-name.ts'
import { aPod, aSet, aSnapshot, type Known, NOW, REVISION, readingOf, revisionFor, template, work } from './testing.ts'

const whole = [aPod('web-0'), aPod('web-1'), aPod('web-2')]
const SECOND = revisionFor('2', 2)
const THIRD = revisionFor('3', 3)
const CHANGED = aSet({ template: template('2') })
const names = [REVISION, SECOND, THIRD].map(({ metadata }) => metadata.name)

describe('revisions', () => {
  const cases: [string, Known, string[]][] = [
    ['records the first template', { revisions: [] }, [`create-revision ${names[0]}`]],
    [
      'finds out what the newest means before it records a new template',
      { set: CHANGED },
      [`read-revision ${names[0]}`],
    ],
    [
      'records a new template',
      { set: CHANGED, reading: readingOf(REVISION, CHANGED) },
      [`create-revision ${names[1]}`],
    ],
    [
      'does nothing for the newest in other words',
      { set: CHANGED, pods: whole, reading: readingOf(REVISION, CHANGED, template('2')) },
      [],
    ],
    [
      'records a new template where the API server does not accept the newest any more',
      { set: CHANGED, reading: { revision: undefined, present: revisionData(CHANGED) } },
      [`create-revision ${names[1]}`],
    ],
    [
      'finds out again beside another template',
      { set: CHANGED, reading: readingOf(REVISION, aSet({ template: template('3') }), template('2')) },
      [`read-revision ${names[0]}`],
    ],
    [
      'finds out again about another revision',
      { set: CHANGED, reading: { ...readingOf(REVISION, CHANGED, template('2')), revision: 'another' } },
      [`read-revision ${names[0]}`],
    ],
    [
      'knows a template that came back',
      { set: aSet({ template: template('1') }), revisions: [REVISION, SECOND] },
      [`renumber-revision ${names[0]}`],
    ],
    ['does nothing for the newest', { pods: whole }, []],
    [
      'sorts by number',
      { set: aSet({ template: template('3') }), revisions: [THIRD, REVISION], pods: whole },
      ['delete-pod web-2'],
    ],
    [
      'records nothing while the set is being deleted',
      {
        set: aSet({}, { metadata: { name: 'web', namespace: 'n', uid: 'set', deletionTimestamp: 'x' } }),
        revisions: [],
      },
      [],
    ],
  ]
  for (const [title, known, expected] of cases) {
    it(title, () => {
      expect(work(known)).to.deep.equal(expected)
    })
  }

  it('gives the next number, the labels of the template and the annotations of the set', () => {
    const set = aSet(
      { template: template('2') },
      { metadata: { name: 'web', namespace: 'n', uid: 'set', annotations: { a: 'b' } } },
    )
    const known = { set, revisions: [{ ...REVISION, revision: 6 }], reading: readingOf(REVISION, set) }
    const [action] = decide(aSnapshot(known), NOW)
    expect(action?.kind === 'create-revision' && action.revision).to.deep.equal({
      apiVersion: 'apps/v1',
      kind: 'ControllerRevision',
      metadata: {
        name: names[1],
        namespace: 'n',
        labels: { app: 'web', 'controller.kubernetes.io/hash': names[1]?.slice(4) },
        annotations: { a: 'b' },
        ownerReferences: [
          {
            apiVersion: 'apps/v1',
            kind: 'StatefulSet',
            name: 'web',
            uid: 'set',
            controller: true,
            blockOwnerDeletion: true,
          },
        ],
      },
      data: { spec: { template: { $patch: 'replace', ...template('2') } } },
      revision: 7,
    })
  })

  it('raises the number of a template that came back', () => {
    const [action] = decide(aSnapshot({ revisions: [REVISION, SECOND] }), NOW)
    expect(action?.kind === 'renumber-revision' && action.revision.revision).to.equal(3)
  })

  it('takes another name after a collision', () => {
    const snapshot = aSnapshot({ revisions: [] })
    const [first] = decide(snapshot, NOW)
    const [second] = decide({ ...snapshot, collisionCount: 1 }, NOW)
    expect(first).not.to.deep.equal(second)
  })

  it('breaks ties by age, then by name', () => {
    const twin = (name: string, creationTimestamp?: string) => ({
      ...SECOND,
      metadata: { ...SECOND.metadata, name, ...(creationTimestamp && { creationTimestamp }) },
    })
    const twins = [
      twin('b', '2026-01-01T00:00:02Z'),
      twin('a', '2026-01-01T00:00:02Z'),
      twin('c', '2026-01-01T00:00:01Z'),
      twin('z'),
    ]
    const known = { set: aSet({ template: template('2') }), revisions: twins, pods: [aPod('web-0', { revision: 'c' })] }
    const status = decide(aSnapshot(known), NOW).find(({ kind }) => kind === 'update-status')
    expect(status?.kind === 'update-status' && status.status?.updateRevision).to.equal('b')
  })

  it('has nothing to make Pods of if the revision found does not fit', () => {
    const [action] = decide({ ...aSnapshot({ revisions: [] }), established: REVISION }, NOW)
    expect(action?.kind === 'create-pod' && action.pod.metadata.labels?.['controller-revision-hash']).to.equal(names[0])
  })
})

describe('revisionName', () => {
  // Recorded from kube-controller-manager 1.36.3: a template with characters that Go escapes and JavaScript does not.
  it('is the one that upstream gives', () => {
    const recorded = JSON.parse(readFileSync(new URL('testdata/upstream-revision.json', import.meta.url), 'utf8'))
    expect(revisionName(aSet(), recorded.data, 0).name).to.equal(recorded.metadata.name)
  })

  it('cuts a long name of a set', () => {
    const set = aSet({}, { metadata: { name: 'x'.repeat(300) } })
    expect(revisionName(set, {}, 0).name).to.match(/^x{223}-/)
  })

  it('does not depend on the order of keys or on nulls', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (data) => {
        const reversed = Object.fromEntries(Object.entries(data).reverse())
        const withNull = { ...reversed, 'a null': null }
        expect(revisionName(aSet(), withNull, 0)).to.deep.equal(revisionName(aSet(), data, 0))
        expect(sameData({ ...REVISION, data }, { ...REVISION, data: withNull })).to.equal(true)
      }),
    )
  })

  it('takes revisions without data for equal to each other only', () => {
    const { data: _, ...empty } = REVISION
    expect(sameData(empty, empty)).to.equal(true)
    expect(sameData(empty, REVISION)).to.equal(false)
  })

  it('has the keys of what is recorded sorted', () => {
    const data = revisionData(aSet({ template: { spec: { volumes: [], containers: [] }, metadata: {} } }))
    expect(JSON.stringify(data)).to.equal(
      '{"spec":{"template":{"$patch":"replace","metadata":{},"spec":{"containers":[],"volumes":[]}}}}',
    )
  })
})
