import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { PersistentVolumeClaim, StorageClass } from '../../client/index.ts'
import { PROVISIONER, STORAGE_PROVISIONER } from '../classes.ts'
import { isDisposable, volumeFor } from './provision.ts'

const OURS: StorageClass = { metadata: { name: 'standard' }, provisioner: PROVISIONER, reclaimPolicy: 'Delete' }
const THEIRS: StorageClass = { metadata: { name: 'fast' }, provisioner: 'driver' }
const classNamed = (name: string) => [OURS, THEIRS].find(({ metadata }) => metadata.name === name)

function claim(spec: PersistentVolumeClaim['spec'] = {}, asked = PROVISIONER): PersistentVolumeClaim {
  return {
    metadata: { namespace: 'default', name: 'data', uid: 'c-0', annotations: { [STORAGE_PROVISIONER]: asked } },
    spec: {
      storageClassName: 'standard',
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '2Gi' } },
      ...spec,
    },
    status: { phase: 'Pending' },
  }
}

describe('the provisioner', () => {
  it('makes a volume that is reserved for the claim, of its size, modes and class', () => {
    const volume = volumeFor(claim(), classNamed)
    expect(volume?.metadata.name).to.equal('pvc-c-0')
    expect(volume?.spec).to.deep.include({
      capacity: { storage: '2Gi' },
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'standard',
      persistentVolumeReclaimPolicy: 'Delete',
      volumeMode: 'Filesystem',
    })
    expect(volume?.spec.claimRef).to.include({ namespace: 'default', name: 'data', uid: 'c-0' })
  })

  const refused: Record<string, PersistentVolumeClaim> = {
    'of another class': claim({ storageClassName: 'fast' }),
    'that another driver is asked for': claim({}, 'driver'),
    'that has its volume': claim({ volumeName: 'v' }),
    'with a selector': claim({ selector: { matchLabels: { a: 'b' } } }),
    'with a data source': claim({ dataSource: { kind: 'VolumeSnapshot', name: 's' } }),
  }
  for (const [title, one] of Object.entries(refused)) {
    it(`makes none for a claim ${title}`, () => void expect(volumeFor(one, classNamed)).to.equal(undefined))
  }

  it('deletes what it made and nobody claims any more, unless it is to be kept', () => {
    const made = volumeFor(claim(), classNamed)!
    expect(isDisposable({ ...made, status: { phase: 'Released' } })).to.equal(true)
    expect(isDisposable({ ...made, status: { phase: 'Bound' } })).to.equal(false)
    const kept = { ...made.spec, persistentVolumeReclaimPolicy: 'Retain' }
    expect(isDisposable({ ...made, spec: kept, status: { phase: 'Released' } })).to.equal(false)
    const others = { ...made.metadata, annotations: {} }
    expect(isDisposable({ ...made, metadata: others, status: { phase: 'Released' } })).to.equal(false)
  })
})
