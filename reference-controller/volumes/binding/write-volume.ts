import {
  type ApiClient,
  claims,
  type PersistentVolume,
  type PersistentVolumeClaim,
  refusedAs,
  volumes,
} from '../../client/index.ts'
import { decideVolume } from './decide-volume.ts'

/** Decides about a volume and carries it out. */
export async function writeVolume(
  client: ApiClient,
  volume: PersistentVolume,
  claim: PersistentVolumeClaim | undefined,
): Promise<void> {
  const action = decideVolume(volume, claim)
  if (action.kind === 'none') return
  const phase = action.kind === 'set-phase' ? action.phase : await phaseAfterRelease(client, volume)
  if (!phase) return
  try {
    await client.update(volumes, undefined, { ...volume, status: { ...volume.status, phase } }, 'status')
  } catch (error) {
    if (!refusedAs(error, 'NotFound')) throw error
  }
}

// A volume is given up only on the word of the server itself: the cache may not have seen the claim yet.
async function phaseAfterRelease(client: ApiClient, volume: PersistentVolume): Promise<'Released' | undefined> {
  const { namespace, name } = volume.spec.claimRef ?? {}
  try {
    const claim = await client.get<PersistentVolumeClaim>(claims, namespace, name ?? '')
    return decideVolume(volume, claim).kind === 'release' ? 'Released' : undefined
  } catch (error) {
    if (refusedAs(error, 'NotFound')) return 'Released'
    throw error
  }
}
