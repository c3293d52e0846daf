import {
  claims,
  keyOf,
  type PersistentVolume,
  type PersistentVolumeClaim,
  refusedAs,
  type StorageClass,
  storageClasses,
  volumes,
} from '../client/index.ts'
import { assembly, type PartContext, type RunningPart } from '../part.ts'
import { ensureDefaultClass, removeClass } from './classes.ts'
import { isDisposable, volumeFor } from './provisioning/provision.ts'

const WORKERS = 16

/** Makes a volume for each claim of our class, and deletes it when the claim is gone. */
export async function startProvisioner(context: PartContext): Promise<RunningPart> {
  const { client } = context
  const made = await ensureDefaultClass(client)
  const takeBack = async () => {
    if (made) await removeClass(client, made)
  }
  try {
    const { stop } = await provision(context)
    return {
      async stop() {
        await stop()
        await takeBack()
      },
    }
  } catch (error) {
    await takeBack()
    throw error
  }
}

function provision(context: PartContext): Promise<RunningPart> {
  const { client } = context
  const part = assembly(context, 'volume provisioner')
  const wanted = part.queue(make, WORKERS)
  const spent = part.queue(dispose, WORKERS)

  async function make(key: string) {
    const claim = claimsSeen.cache.get(key)
    const volume = claim && volumeFor(claim, (name) => classesSeen.cache.get(name))
    if (!volume || volumesSeen.cache.has(volume.metadata.name)) return
    try {
      await client.create(volumes, undefined, volume)
    } catch (error) {
      // The name is made of the claim's uid: the volume exists, made for this very claim.
      if (!refusedAs(error, 'AlreadyExists')) throw error
    }
  }

  async function dispose(name: string) {
    const volume = volumesSeen.cache.get(name)
    if (!volume || !isDisposable(volume)) return
    const { uid } = volume.metadata
    try {
      await client.remove(volumes, undefined, name, uid ? { preconditions: { uid } } : {})
    } catch (error) {
      if (!refusedAs(error, 'NotFound', 'Conflict')) throw error
    }
  }

  const claimsSeen = part.follow<PersistentVolumeClaim>(claims, ({ type, object }) => {
    if (type !== 'DELETED' && !object.spec.volumeName) wanted.add(keyOf(object))
  })
  const classesSeen = part.follow<StorageClass>(storageClasses, ({ type }) => {
    if (type !== 'DELETED') for (const key of claimsSeen.cache.keys()) wanted.add(key)
  })
  const volumesSeen = part.follow<PersistentVolume>(volumes, ({ object }) => {
    if (isDisposable(object)) spent.add(keyOf(object))
  })
  return part.start()
}
