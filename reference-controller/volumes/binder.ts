import {
  claims as claimsResource,
  keyOf,
  type PersistentVolume,
  type PersistentVolumeClaim,
  type StorageClass,
  storageClasses,
  volumes as volumesResource,
} from '../client/index.ts'
import { assembly, type PartContext, type RunningPart } from '../part.ts'
import { claimKeyOf, isBound } from './binding/binding-state.ts'
import { decideClaim } from './binding/decide-claim.ts'
import { volumeIndex } from './binding/volume-index.ts'
import { writeClaim } from './binding/write-claim.ts'
import { writeVolume } from './binding/write-volume.ts'

const WORKERS = 16

/** Binds claims and volumes to each other, and releases volumes whose claims are gone. */
export function startBinding(context: PartContext): Promise<RunningPart> {
  const { client } = context
  const part = assembly(context, 'volume binder')
  const unbound = new Set<string>()
  const index = volumeIndex()

  const claimQueue = part.queue(async (key) => {
    const claim = claims.cache.get(key)
    if (!claim) return
    const view = { volumes: volumes.cache, candidates: index.candidatesFor(key), classes: classes.cache }
    await writeClaim(client, claim, decideClaim(claim, view))
  }, WORKERS)
  const volumeQueue = part.queue(async (name) => {
    const volume = volumes.cache.get(name)
    if (volume) await writeVolume(client, volume, claims.cache.get(claimKeyOf(volume) ?? ''))
  }, WORKERS)
  const addUnbound = () => {
    for (const key of unbound) claimQueue.add(key)
  }

  const claims = part.follow<PersistentVolumeClaim>(claimsResource, ({ type, object }) => {
    const key = keyOf(object)
    if (type !== 'DELETED' && !isBound(object)) unbound.add(key)
    else unbound.delete(key)
    for (const name of index.reservedFor(key)) volumeQueue.add(name)
    if (type !== 'DELETED') claimQueue.add(key)
  })
  const volumes = part.follow<PersistentVolume>(volumesResource, ({ type, object, old }) => {
    index.note(type === 'DELETED' ? undefined : object, old)
    if (type !== 'DELETED') volumeQueue.add(keyOf(object))
    const key = claimKeyOf(object)
    if (key) claimQueue.add(key)
    else if (object.status?.phase === 'Available' && old?.status?.phase !== 'Available') addUnbound()
  })
  const classes = part.follow<StorageClass>(storageClasses, addUnbound)
  return part.start()
}
