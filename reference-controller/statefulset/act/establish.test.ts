import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { ControllerRevision } from '../../client/index.ts'
import type { Action } from '../decide/actions.ts'
import { aPod, aSet, aSnapshot, REVISION, revisionFor } from '../decide/testing.ts'
import { establish, isPrecondition } from './establish.ts'
import { type Answers, aSync, refusal, rejection } from './testing.ts'

const pod = aPod('web-0')
const name = REVISION.metadata.name
const adopt: Action = { kind: 'adopt-pod', pod }
const release: Action = { kind: 'release-pod', pod }
const snapshot = aSnapshot({ pods: [pod], revisions: [REVISION] })
const known = { ...snapshot, pods: [pod], revisions: [REVISION] }

async function run(actions: Action[], answers: Answers = {}) {
  const sync = aSync({ 'get statefulsets web': aSet(), ...answers })
  return { ...sync, outcome: await establish(sync.context, actions, known) }
}

describe('adoption', () => {
  it('asks the server once whether the set is still there', async () => {
    const adopted = aPod('web-0', { labels: { adopted: 'yes' } })
    const { calls, sent, outcome, wrote } = await run([{ kind: 'adopt-revision', revision: REVISION }, adopt], {
      'patch pods web-0': adopted,
      [`patch controllerrevisions ${name}`]: REVISION,
    })
    expect(calls).to.deep.equal(['get statefulsets web', `patch controllerrevisions ${name}`, 'patch pods web-0'])
    expect(sent[2]).to.deep.equal({
      type: 'strategic',
      body: {
        metadata: {
          uid: 'uid of web-0',
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
      },
    })
    expect(outcome.pods).to.deep.equal([adopted])
    expect(wrote).to.deep.equal(['controllerrevisions', 'pods'])
  })

  it('forgets a Pod that is gone', async () => {
    expect((await run([adopt], { 'patch pods web-0': refusal('NotFound') })).outcome.pods).to.deep.equal([])
  })

  const hopeless: [string, unknown, RegExp][] = [
    [
      'the set is another one by now',
      aSet({}, { metadata: { name: 'web', uid: 'new' } }),
      /expected uid set, found new/,
    ],
    [
      'the set was deleted',
      aSet({}, { metadata: { name: 'web', uid: 'set', deletionTimestamp: 'x' } }),
      /was deleted at x/,
    ],
  ]
  for (const [title, set, message] of hopeless) {
    it(`does not happen if ${title}`, async () => {
      const sync = aSync({ 'get statefulsets web': set })
      expect(String(await rejection(establish(sync.context, [adopt], known)))).to.match(message)
      expect(sync.calls).to.deep.equal(['get statefulsets web'])
    })
  }

  it('fails the sync if the API refuses', async () => {
    const sync = aSync({ 'get statefulsets web': aSet(), 'patch pods web-0': refusal('Forbidden') })
    expect(String(await rejection(establish(sync.context, [adopt], known)))).to.match(/Forbidden/)
  })
})

describe('release', () => {
  it('removes the reference to the set alone', async () => {
    const { sent, outcome } = await run([release])
    const ownerReferences = [{ $patch: 'delete', uid: 'set' }]
    expect(sent).to.deep.equal([{ type: 'strategic', body: { metadata: { uid: 'uid of web-0', ownerReferences } } }])
    expect(outcome.pods).to.deep.equal([])
  })

  for (const reason of ['NotFound', 'Invalid']) {
    it(`is done if the API answers ${reason}`, async () => {
      expect((await run([release], { 'patch pods web-0': refusal(reason) })).outcome.pods).to.deep.equal([])
    })
  }

  it('fails the sync if the API refuses otherwise', async () => {
    const sync = aSync({ 'patch pods web-0': refusal('Forbidden') })
    await rejection(establish(sync.context, [release], known))
  })
})

describe('a revision', () => {
  const create: Action = { kind: 'create-revision', revision: REVISION }

  it('is established once created', async () => {
    expect((await run([create])).outcome.established).to.equal(REVISION)
  })

  it('is taken as it is if it exists with the same template', async () => {
    const existing: ControllerRevision = { ...REVISION, revision: 7 }
    const answers = {
      [`create controllerrevisions ${name}`]: refusal('AlreadyExists'),
      [`get controllerrevisions ${name}`]: existing,
    }
    expect((await run([create], answers)).outcome.established).to.equal(existing)
  })

  it('counts a collision if the name is taken by another template', async () => {
    const answers = {
      [`create controllerrevisions ${name}`]: refusal('AlreadyExists'),
      [`get controllerrevisions ${name}`]: revisionFor('other'),
    }
    const { outcome } = await run([create], answers)
    expect(outcome.established).to.equal(undefined)
    expect(outcome.collisionCount).to.equal(1)
  })

  it('fails the sync if the API refuses', async () => {
    const sync = aSync({ [`create controllerrevisions ${name}`]: refusal('Forbidden') })
    await rejection(establish(sync.context, [create], known))
  })

  it('is established once renumbered', async () => {
    const revision = { ...REVISION, revision: 5 }
    expect((await run([{ kind: 'renumber-revision', revision }])).outcome.established).to.equal(revision)
  })
})

describe('isPrecondition', () => {
  it('separates preconditions from work', () => {
    expect([adopt, release].every(isPrecondition)).to.equal(true)
    const wait: Action = { kind: 'wait', because: 'a test' }
    expect(isPrecondition(wait)).to.equal(false)
  })

  it('has nothing to establish in work', async () => {
    expect((await run([{ kind: 'wait', because: 'a test' }])).outcome).to.equal(known)
  })
})
