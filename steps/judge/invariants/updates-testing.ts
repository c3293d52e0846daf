import { acts, appears, type Case, comes, ends, goes, ownedBy, pod, ready, set, settled } from './testing.ts'

export type Spec = Readonly<Record<string, unknown>>

export const labelled = (revision: string, uid?: string) => ({
  metadata: {
    labels: { 'controller-revision-hash': revision },
    ownerReferences: ownedBy('web'),
    ...(uid === undefined ? {} : { uid }),
  },
})
export const old = labelled('web-old')
export const before = { updateRevision: 'web-old', currentRevision: 'web-old' }
export const rolls = (updateStrategy: Spec = {}, spec: Spec = {}) => ({
  ...spec,
  updateStrategy,
  template: { is: 'new' },
})
export const was = (updateStrategy: Spec = {}, spec: Spec = {}) => ({
  ...spec,
  updateStrategy,
  template: { is: 'old' },
})
const three = ['web-0', 'web-1', 'web-2'].flatMap((name) => comes(name, old))

/** Three ready Pods of the old template, settled (entry 7); the template changes (entry 8). */
export const changed = (updateStrategy?: Spec, spec?: Spec) => [
  set({ type: 'ADDED', spec: was(updateStrategy, spec), status: before }),
  ...three,
  settled(),
  set({ spec: rolls(updateStrategy, spec), status: before }),
]
export const replaced = (name: string) => [
  ends(name, old),
  goes(name, old),
  appears(name, labelled('web-new', `new-${name}`)),
  ready(name, labelled('web-new', `new-${name}`)),
]
export const onDelete = { type: 'OnDelete' }
export const partition = (number: number) => ({ type: 'RollingUpdate', rollingUpdate: { partition: number } })
export const budget = (maxUnavailable: number | string) => ({
  type: 'RollingUpdate',
  rollingUpdate: { maxUnavailable },
})
export const parallel = { podManagementPolicy: 'Parallel' }
export const failed = (name: string) => pod(name, { ...old, status: { phase: 'Failed' } })

const whole: Case = [
  'a whole rollout',
  [...changed(), ...replaced('web-2'), ...replaced('web-1'), ...replaced('web-0')],
]
export const accepted: Case[] = [
  whole,
  [
    'a whole rollout by the named type',
    [...changed({ type: 'RollingUpdate' }), ...replaced('web-2'), ...replaced('web-1')],
  ],
  ['a Pod that the suite deletes', [...changed(), acts('delete', 'pods', 'web-0'), ends('web-0', old)]],
  ['a Pod that failed', [...changed(), failed('web-0'), ends('web-0', old)]],
]
