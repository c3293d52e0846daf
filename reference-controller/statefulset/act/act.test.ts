import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Action, ClaimWork } from '../decide/actions.ts'
import { aClaim, aPod, aSet, REVISION } from '../decide/testing.ts'
import { act } from './act.ts'
import { type Answers, aSync, refusal, rejection } from './testing.ts'

const none: ClaimWork = { missing: [], terminating: [], ownersToUpdate: [], controlledByOther: [] }
const create = (name: string, claims: Partial<ClaimWork> = {}, batch?: string): Action => ({
  kind: 'create-pod',
  pod: aPod(name),
  claims: { ...none, ...claims },
  ...(batch !== undefined && { batch }),
})
const remove = (name: string): Action => ({ kind: 'delete-pod', pod: aPod(name), because: 'a test' })
const status = { replicas: 1 }
const ifFailed = { replicas: 2 }
const tell: Action = { kind: 'update-status', status, ifFailed }
const forbidden = refusal('Forbidden', 'exceeded quota')

async function run(actions: Action[], answers: Answers = {}) {
  const sync = aSync(answers)
  const error = await act(sync.context, actions).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return { ...sync, error }
}

describe('act', () => {
  it('does one thing after the other', async () => {
    const { calls } = await run([create('web-0', { missing: [aClaim('data-web-0')] }), remove('web-1'), tell])
    expect(calls).to.deep.equal([
      'create persistentvolumeclaims data-web-0',
      'create pods web-0',
      'remove pods web-1',
      'update status of statefulsets web',
    ])
  })

  it('attends to status and history even after a failure, and to nothing else', async () => {
    const past: Action = { kind: 'delete-revision', revision: REVISION }
    const { calls, sent, error } = await run([remove('web-1'), create('web-0'), tell, past], {
      'remove pods web-1': forbidden,
    })
    expect(calls).to.deep.equal([
      'remove pods web-1',
      'update status of statefulsets web',
      `remove controllerrevisions ${REVISION.metadata.name}`,
    ])
    expect(sent[1]).to.deep.include({ status: ifFailed })
    expect(error).to.equal(forbidden)
  })

  it('writes no status where there is none to write', async () => {
    expect(
      (
        await run([
          { kind: 'update-status', ifFailed },
          { kind: 'wait', because: 'a test' },
        ])
      ).calls,
    ).to.deep.equal([])
  })

  it('gives the rest of a batch its chance, and the next batch none', async () => {
    const batches = [
      create('web-0', {}, 'a'),
      create('web-1', {}, 'b'),
      create('web-2', {}, 'b'),
      create('web-3', {}, 'c'),
    ]
    const { calls, error } = await run(batches, { 'create pods web-1': forbidden, 'create pods web-2': forbidden })
    expect(calls).to.deep.equal(['create pods web-0', 'create pods web-1', 'create pods web-2'])
    expect(error).to.be.instanceOf(AggregateError)
    expect(String(error)).to.match(/2 actions failed, the first: .*exceeded quota/)
  })

  it('does what a batch holds for one Pod in turn', async () => {
    const claims = { ...none, missing: [aClaim('data-web-0')] }
    const pod = aPod('web-0')
    const { calls } = await run([
      { kind: 'create-claims', pod, claims, batch: 'a' },
      { kind: 'repair-pod', pod, claims: none, batch: 'a' },
    ])
    expect(calls).to.deep.equal(['create persistentvolumeclaims data-web-0', 'update pods web-0'])
  })

  it('takes a revision that is gone for deleted', async () => {
    const past: Action = { kind: 'delete-revision', revision: REVISION }
    const answer = { [`remove controllerrevisions ${REVISION.metadata.name}`]: refusal('NotFound') }
    expect((await run([past], answer)).error).to.equal(undefined)
    const refused = { [`remove controllerrevisions ${REVISION.metadata.name}`]: forbidden }
    expect((await run([past], refused)).error).to.equal(forbidden)
  })
})

describe('creating a Pod', () => {
  it('is recorded, and remembered', async () => {
    const { recorded, wrote } = await run([create('web-0', { missing: [aClaim('data-web-0')] })])
    expect(recorded).to.deep.equal([
      'Normal SuccessfulCreate: Create Claim data-web-0 Pod web-0 in StatefulSet web success',
      'Normal SuccessfulCreate: Create Pod web-0 in StatefulSet web successful',
    ])
    expect(wrote).to.deep.equal(['persistentvolumeclaims', 'pods'])
  })

  it('is recorded as failed with the words of the API', async () => {
    const { recorded } = await run([create('web-0')], { 'create pods web-0': forbidden })
    expect(recorded).to.deep.equal([
      'Warning FailedCreate: Create Pod web-0 in StatefulSet web failed error: exceeded quota',
    ])
  })

  it('is not recorded if the name is taken', async () => {
    const { recorded, error } = await run([create('web-0')], { 'create pods web-0': refusal('AlreadyExists') })
    expect(recorded).to.deep.equal([])
    expect(error).not.to.equal(undefined)
  })

  it('does not happen without all its claims', async () => {
    const missing = [aClaim('a'), aClaim('b')]
    const answers = {
      'create persistentvolumeclaims a': forbidden,
      'create persistentvolumeclaims b': refusal('AlreadyExists', 'taken'),
    }
    const { calls, recorded } = await run([create('web-0', { missing })], answers)
    expect(calls).not.to.include('create pods web-0')
    expect(recorded).to.deep.equal([
      'Warning FailedCreate: Create Claim a for Pod web-0 in StatefulSet web failed error: exceeded quota',
      'Warning FailedCreate: Create Pod web-0 in StatefulSet web failed error: [failed to create PVC a: exceeded quota, failed to create PVC b: taken]',
    ])
  })

  it('does not happen while a claim is being deleted', async () => {
    const { calls, recorded } = await run([create('web-0', { terminating: ['data-web-0'] })])
    expect(calls).to.deep.equal([])
    expect(recorded).to.deep.equal([
      'Warning FailedCreate: Create Pod web-0 in StatefulSet web failed error: pvc data-web-0 is being deleted',
    ])
  })

  it('gives its claims their owners, and says which it cannot', async () => {
    const { calls, recorded } = await run([
      create('web-0', { ownersToUpdate: [aClaim('a')], controlledByOther: ['b'] }),
    ])
    expect(calls).to.deep.equal(['create pods web-0', 'update persistentvolumeclaims a'])
    expect(recorded[0]).to.match(
      /^Warning ConflictingController: PersistentVolumeClaim b has a conflicting OwnerReference/,
    )
  })

  it('tells when the owners could not be written', async () => {
    const answers = { 'update persistentvolumeclaims a': forbidden }
    const { recorded } = await run([create('web-0', { ownersToUpdate: [aClaim('a')] })], answers)
    expect(recorded).to.deep.equal([
      'Warning FailedUpdate: Update Pod web-0 in StatefulSet web failed error: could not update claim a for delete policy ownerRefs: exceeded quota',
    ])
  })
})

describe('other work on Pods', () => {
  const pod = aPod('web-0')

  it('deletes the very Pod that was judged, with its own grace period', async () => {
    const { sent, recorded } = await run([remove('web-1')])
    expect(sent).to.deep.equal([{ preconditions: { uid: 'uid of web-1' } }])
    expect(recorded).to.deep.equal(['Normal SuccessfulDelete: Delete Pod web-1 in StatefulSet web successful'])
  })

  it('takes a Pod that is gone for deleted', async () => {
    const { recorded, error } = await run([remove('web-1')], { 'remove pods web-1': refusal('NotFound') })
    expect(error).to.equal(undefined)
    expect(recorded).to.deep.equal(['Normal SuccessfulDelete: Delete Pod web-1 in StatefulSet web successful'])
  })

  it('records a deletion that failed', async () => {
    const { recorded } = await run([remove('web-1')], { 'remove pods web-1': forbidden })
    expect(recorded).to.deep.equal([
      'Warning FailedDelete: Delete Pod web-1 in StatefulSet web failed error: exceeded quota',
    ])
  })

  it('records a repair, and one that failed', async () => {
    const repair: Action = { kind: 'repair-pod', pod, claims: none }
    expect((await run([repair])).recorded).to.deep.equal([
      'Normal SuccessfulUpdate: Update Pod web-0 in StatefulSet web successful',
    ])
    expect((await run([repair], { 'update pods web-0': forbidden })).recorded).to.deep.equal([
      'Warning FailedUpdate: Update Pod web-0 in StatefulSet web failed error: exceeded quota',
    ])
  })

  it('gives claims their owners alone', async () => {
    const { calls } = await run([
      { kind: 'update-claim-owners', pod, claims: { ...none, ownersToUpdate: [aClaim('a')] } },
    ])
    expect(calls).to.deep.equal(['update persistentvolumeclaims a'])
  })
})

describe('writing the status', () => {
  const call = 'update status of statefulsets web'
  const conflict = () => refusal('Conflict')
  const newer = (version: string) =>
    aSet({ replicas: 9 }, { metadata: { name: 'web', namespace: 'n', uid: 'set', resourceVersion: version } })

  it('is repeated upon the newest set in the cache', async () => {
    const sync = aSync({ [call]: [conflict(), undefined] })
    sync.cached.set = newer('2')
    await act(sync.context, [tell])
    expect(sync.sent[1]).to.deep.equal({ ...newer('2'), status })
    expect(sync.wrote).to.deep.equal(['statefulsets'])
  })

  it('gives up where the cache knows nothing newer', async () => {
    const sync = aSync({ [call]: conflict() })
    sync.cached.set = sync.context.set
    await rejection(act(sync.context, [tell]))
    expect(sync.calls.length).to.equal(1)
  })

  it('gives up where it is refused for another reason', async () => {
    const sync = aSync({ [call]: forbidden })
    sync.cached.set = newer('2')
    await rejection(act(sync.context, [tell]))
    expect(sync.calls.length).to.equal(1)
  })

  it('gives up in the end', async () => {
    const sync = aSync({ [call]: conflict() })
    let version = 1
    const context = { ...sync.context, cachedSet: () => newer(String(version++)) }
    await rejection(act(context, [tell]))
    expect(sync.calls.length).to.equal(5)
  })
})
