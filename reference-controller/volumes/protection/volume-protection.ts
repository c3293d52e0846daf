import { keyOf, type PersistentVolume, volumes } from '../../client/index.ts'
import { assembly, type PartContext, type RunningPart } from '../../part.ts'
import { protectionOf, VOLUME_PROTECTION } from './usage.ts'
import { writeFinalizer } from './write-finalizer.ts'

const WORKERS = 8

/** Keeps volumes from being removed while they are bound. */
export function startVolumeProtection(context: PartContext): Promise<RunningPart> {
  const part = assembly(context, 'volume protection')
  const queue = part.queue(async (name) => {
    const volume = seen.cache.get(name)
    if (!volume) return
    const protection = protectionOf(volume, VOLUME_PROTECTION)
    if (protection === 'none' || (protection === 'remove-if-unused' && volume.status?.phase === 'Bound')) return
    await writeFinalizer(context.client, volumes, volume, VOLUME_PROTECTION)
  }, WORKERS)
  const seen = part.follow<PersistentVolume>(volumes, ({ type, object }) => {
    if (type !== 'DELETED' && protectionOf(object, VOLUME_PROTECTION) !== 'none') queue.add(keyOf(object))
  })
  return part.start()
}
