import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Pod, StatefulSet } from '../../client/objects.ts'
import { decide } from './decide.ts'
import { aClaim, aSet, aSnapshot, NOW, revisionFor } from './testing.ts'

function created(set: StatefulSet, claims = [] as ReturnType<typeof aClaim>[]) {
  const snapshot = aSnapshot({ set, claims, revisions: [] })
  const [revision] = decide(snapshot, NOW)
  if (revision?.kind !== 'create-revision') throw new Error('expected the revision to come first')
  const [action] = decide({ ...snapshot, established: revision.revision }, NOW)
  if (action?.kind !== 'create-pod') throw new Error(`expected a Pod to be created, found ${action?.kind}`)
  return { ...action, revision: revision.revision.metadata.name }
}

const template = {
  metadata: { name: 'ignored', labels: { app: 'web', x: '1' }, annotations: { note: 'n' }, finalizers: ['f/x'] },
  spec: {
    hostname: 'ignored',
    subdomain: 'ignored',
    containers: [{ name: 'c' }],
    volumes: [{ name: 'tmp' }, { name: 'data' }],
  },
}

describe('newPod', () => {
  it('lays the identity over the template', () => {
    const set = aSet({ template, serviceName: 'svc', volumeClaimTemplates: [aClaim('data')], ordinals: { start: 4 } })
    const { pod, revision } = created(set)
    const expected: Pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: 'web-4',
        generateName: 'web-',
        namespace: 'n',
        labels: {
          app: 'web',
          x: '1',
          'statefulset.kubernetes.io/pod-name': 'web-4',
          'apps.kubernetes.io/pod-index': '4',
          'controller-revision-hash': revision,
        },
        annotations: { note: 'n' },
        finalizers: ['f/x'],
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
      spec: {
        containers: [{ name: 'c' }],
        hostname: 'web-4',
        subdomain: 'svc',
        volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data-web-4' } }, { name: 'tmp' }],
      },
    }
    expect(pod).to.deep.equal(expected)
  })

  it('adds nothing that was not asked for', () => {
    const { pod } = created(aSet())
    expect(Object.keys(pod.metadata).sort()).to.deep.equal([
      'generateName',
      'labels',
      'name',
      'namespace',
      'ownerReferences',
    ])
    expect(Object.keys(pod.spec).sort()).to.deep.equal(['containers', 'hostname'])
  })

  it('names the owner after the kind that it runs', () => {
    const type = { apiVersion: 'x.io/v2', kind: 'CloneSet' }
    const actions = decide({ ...aSnapshot({ revisions: [revisionFor('1')] }), type }, NOW)
    const [action] = actions
    expect(action?.kind === 'create-pod' && action.pod.metadata.ownerReferences?.[0]).to.include(type)
  })
})

describe('the claims of a new Pod', () => {
  const labelled = aClaim('data', { labels: { own: '1', app: 'other' }, annotations: { a: 'b' } })

  it('come from the template, with the labels of the selector', () => {
    const withStatus = { ...labelled, spec: { accessModes: ['ReadWriteOnce'] }, status: { phase: 'Pending' } }
    const { claims } = created(aSet({ volumeClaimTemplates: [withStatus, aClaim('logs')] }))
    expect(claims.missing).to.deep.equal([
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'data-web-0', namespace: 'n', labels: { own: '1', app: 'web' }, annotations: { a: 'b' } },
        spec: { accessModes: ['ReadWriteOnce'] },
      },
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'logs-web-0', namespace: 'n', labels: { app: 'web' } },
        spec: {},
      },
    ])
  })

  it('are taken as they are where they exist', () => {
    const { claims } = created(aSet({ volumeClaimTemplates: [labelled] }), [aClaim('data-web-0')])
    expect(claims).to.deep.equal({ missing: [], terminating: [], ownersToUpdate: [], controlledByOther: [] })
  })

  it('hold it back while they are being deleted', () => {
    const leaving = aClaim('data-web-0', { deletionTimestamp: '2026-01-01T00:00:00Z' })
    expect(created(aSet({ volumeClaimTemplates: [labelled] }), [leaving]).claims.terminating).to.deep.equal([
      'data-web-0',
    ])
  })

  it('get the owner that the policy asks for, or are named as somebody else’s', () => {
    const spec = {
      volumeClaimTemplates: [labelled, aClaim('logs')],
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Retain' },
    }
    const taken = aClaim('logs-web-0', {
      ownerReferences: [{ apiVersion: 'v1', kind: 'X', name: 'x', uid: 'x', controller: true }],
    })
    const { claims } = created(aSet(spec), [aClaim('data-web-0'), taken])
    expect(claims.ownersToUpdate.map(({ metadata }) => metadata.ownerReferences?.[0]?.uid)).to.deep.equal(['set'])
    expect(claims.controlledByOther).to.deep.equal(['logs-web-0'])
  })
})
