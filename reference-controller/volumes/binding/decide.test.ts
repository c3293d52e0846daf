import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from '../../client/index.ts'
import { decideClaim } from './decide-claim.ts'
import { decideVolume } from './decide-volume.ts'

type ClaimFacts = Partial<PersistentVolumeClaim['spec']> & { bound?: boolean; terminating?: boolean; asked?: boolean }

function claim({ bound, terminating, asked, ...spec }: ClaimFacts = {}): PersistentVolumeClaim {
  const annotations = {
    ...(bound && { 'pv.kubernetes.io/bind-completed': 'yes' }),
    ...(asked && { 'volume.kubernetes.io/storage-provisioner': 'driver' }),
  }
  return {
    metadata: {
      namespace: 'default',
      name: 'data',
      uid: 'c-0',
      annotations,
      ...(terminating && { deletionTimestamp: '2026-01-01T00:00:00Z' }),
    },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...spec },
  }
}

type VolumeFacts = Partial<PersistentVolume['spec']> & {
  phase?: string
  labels?: Record<string, string>
  size?: string
}

function volume(name: string, { phase = 'Available', labels = {}, size = '1Gi', ...spec }: VolumeFacts = {}) {
  const capacity = { storage: size }
  const made: PersistentVolume = {
    metadata: { name, labels },
    spec: { capacity, accessModes: ['ReadWriteOnce'], storageClassName: 'fast', ...spec },
    status: { phase },
  }
  return made
}

const ref = (uid?: string, name = 'data') => ({ namespace: 'default', name, ...(uid && { uid }) })

const CLASSES: StorageClass[] = [
  { metadata: { name: 'fast' }, provisioner: 'driver' },
  { metadata: { name: 'manual' }, provisioner: 'kubernetes.io/no-provisioner' },
  { metadata: { name: 'late' }, provisioner: 'driver', volumeBindingMode: 'WaitForFirstConsumer' },
]
const DEFAULT: StorageClass = {
  metadata: { name: 'standard', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
  provisioner: 'driver',
}

function decided(one: PersistentVolumeClaim, volumes: PersistentVolume[], classes = CLASSES): string {
  const action = decideClaim(one, {
    volumes: new Map(volumes.map((each) => [each.metadata.name, each])),
    candidates: volumes,
    classes: new Map(classes.map((each) => [each.metadata.name, each])),
  })
  if (action.kind === 'bind') return `bind ${action.volume.metadata.name}`
  if (action.kind === 'set-class' || action.kind === 'ask-provisioner') return `${action.kind} ${action.name}`
  return `${action.kind}: ${action.because}`
}

const FAST = { storageClassName: 'fast' }

const CLAIMS: { title: string; claim: PersistentVolumeClaim; volumes?: PersistentVolume[]; expected: string }[] = [
  {
    title: 'takes the smallest volume that is large enough',
    claim: claim({ ...FAST, resources: { requests: { storage: '1500Mi' } } }),
    volumes: [volume('small'), volume('large', { size: '5Gi' }), volume('right', { size: '2Gi' })],
    expected: 'bind right',
  },
  {
    title: 'prefers the volume that is reserved for it',
    claim: claim(FAST),
    volumes: [volume('free'), volume('reserved', { size: '9Gi', claimRef: ref() })],
    expected: 'bind reserved',
  },
  {
    title: 'does not take what is reserved for others, of another class, taken, or deleted',
    claim: claim(FAST),
    volumes: [
      volume('others', { claimRef: ref(undefined, 'other') }),
      volume('namesake', { claimRef: ref('c-1') }),
      volume('class', { storageClassName: 'slow' }),
      volume('released', { phase: 'Released' }),
      volume('modes', { accessModes: ['ReadOnlyMany'] }),
      volume('block', { volumeMode: 'Block' }),
    ],
    expected: 'ask-provisioner driver',
  },
  {
    title: 'goes by labels if it has a selector',
    claim: claim({ ...FAST, selector: { matchLabels: { tier: 'a' } } }),
    volumes: [volume('b', { labels: { tier: 'b' } }), volume('a', { labels: { tier: 'a' }, size: '2Gi' })],
    expected: 'bind a',
  },
  {
    title: 'asks the provisioner once',
    claim: claim({ ...FAST, asked: true }),
    expected: 'wait: a volume is being made for it',
  },
  {
    title: 'waits where nobody makes volumes',
    claim: claim({ storageClassName: 'manual' }),
    expected: 'wait: no volume suits it yet',
  },
  {
    title: 'waits without any class',
    claim: claim({ storageClassName: '' }),
    expected: 'wait: no volume suits it yet',
  },
  {
    title: 'waits for its first consumer if its class says so',
    claim: claim({ storageClassName: 'late' }),
    expected: 'wait: its first consumer has no node yet',
  },
  {
    title: 'is not bound any more once deleted',
    claim: claim({ ...FAST, terminating: true }),
    expected: 'wait: the claim is being deleted',
  },
  {
    title: 'gets the volume it names',
    claim: claim({ volumeName: 'mine', storageClassName: '' }),
    volumes: [volume('mine')],
    expected: 'bind mine',
  },
  {
    title: 'waits for the volume it names',
    claim: claim({ volumeName: 'mine' }),
    expected: 'wait: the volume it asks for does not exist',
  },
  {
    title: 'waits if the volume it names is taken',
    claim: claim({ volumeName: 'mine' }),
    volumes: [volume('mine', { claimRef: ref('c-1', 'other') })],
    expected: 'wait: the volume it asks for is taken',
  },
  {
    title: 'stays bound',
    claim: claim({ bound: true, volumeName: 'mine' }),
    volumes: [volume('mine', { claimRef: ref('c-0'), phase: 'Bound' })],
    expected: 'bind mine',
  },
  {
    title: 'is lost if its volume is gone',
    claim: claim({ bound: true, volumeName: 'mine' }),
    expected: 'lose: its volume is gone',
  },
  {
    title: 'is lost if its volume belongs to another',
    claim: claim({ bound: true, volumeName: 'mine' }),
    volumes: [volume('mine', { claimRef: ref('c-1') })],
    expected: 'lose: its volume belongs to another claim',
  },
]

describe('a claim', () => {
  for (const { title, claim, volumes = [], expected } of CLAIMS) {
    it(title, () => void expect(decided(claim, volumes)).to.equal(expected))
  }

  it('that names no class gets the default one', () => {
    expect(decided(claim(), [], [...CLASSES, DEFAULT])).to.equal('set-class standard')
    expect(decided(claim(), [], CLASSES)).to.equal('wait: no volume suits it yet')
  })
})

const bound = claim({ bound: true, volumeName: 'v' })

const VOLUMES: { title: string; volume: PersistentVolume; claim?: PersistentVolumeClaim; expected: string }[] = [
  { title: 'becomes available', volume: volume('v', { phase: 'Pending' }), expected: 'set-phase' },
  { title: 'stays available', volume: volume('v'), expected: 'none' },
  {
    title: 'reserved by name is available',
    volume: volume('v', { phase: 'Pending', claimRef: ref() }),
    expected: 'set-phase',
  },
  {
    title: 'waits for its claim to be bound',
    volume: volume('v', { phase: 'Pending', claimRef: ref('c-0') }),
    claim: claim(),
    expected: 'none',
  },
  {
    title: 'of a bound claim stays',
    volume: volume('v', { phase: 'Bound', claimRef: ref('c-0') }),
    claim: bound,
    expected: 'none',
  },
  {
    title: 'is released with its claim',
    volume: volume('v', { phase: 'Bound', claimRef: ref('c-0') }),
    expected: 'release',
  },
  {
    title: 'is not passed on to a namesake',
    volume: volume('v', { phase: 'Bound', claimRef: ref('c-9') }),
    claim: bound,
    expected: 'release',
  },
  {
    title: 'is released if its claim is bound elsewhere',
    volume: volume('w', { claimRef: ref('c-0') }),
    claim: bound,
    expected: 'release',
  },
  {
    title: 'that is released stays so',
    volume: volume('v', { phase: 'Released', claimRef: ref('c-0') }),
    expected: 'none',
  },
]

describe('a volume', () => {
  for (const { title, volume, claim, expected } of VOLUMES) {
    it(title, () => void expect(decideVolume(volume, claim).kind).to.equal(expected))
  }
})
