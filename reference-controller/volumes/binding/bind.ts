import {
  type ApiClient,
  claims,
  type PersistentVolume,
  type PersistentVolumeClaim,
  volumes,
} from '../../client/index.ts'
import { BIND_COMPLETED, BOUND_BY_CONTROLLER } from './binding-state.ts'

/**
 * Ties a claim and a volume to each other: the volume first, then the claim, so that a crash in between leaves a
 * volume that is reserved and not two claims on one volume. What is there already is not written again.
 */
export async function bind(client: ApiClient, claim: PersistentVolumeClaim, volume: PersistentVolume): Promise<void> {
  const reserved = await reserve(client, volume, claim)
  if (reserved.status?.phase !== 'Bound') {
    await client.update(volumes, undefined, { ...reserved, status: { ...reserved.status, phase: 'Bound' } }, 'status')
  }
  const tied = await tie(client, claim, volume)
  if (!showsVolume(tied, volume)) {
    const { capacity, accessModes } = volume.spec
    const status = {
      ...tied.status,
      phase: 'Bound',
      ...(accessModes && { accessModes }),
      ...(capacity && { capacity }),
    }
    await client.update(claims, claim.metadata.namespace, { ...tied, status }, 'status')
  }
}

async function reserve(client: ApiClient, volume: PersistentVolume, { metadata }: PersistentVolumeClaim) {
  const { claimRef } = volume.spec
  if (claimRef?.uid === metadata.uid) return volume
  const { namespace = '', name, uid = '', resourceVersion = '' } = metadata
  const reference = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name, uid, resourceVersion }
  return client.update<PersistentVolume>(volumes, undefined, {
    ...volume,
    metadata: claimRef ? volume.metadata : annotated(volume.metadata, BOUND_BY_CONTROLLER),
    spec: { ...volume.spec, claimRef: reference },
  })
}

async function tie(client: ApiClient, claim: PersistentVolumeClaim, volume: PersistentVolume) {
  const { metadata, spec } = claim
  const { name } = volume.metadata
  if (spec.volumeName === name && metadata.annotations?.[BIND_COMPLETED]) return claim
  const completed = annotated(metadata, BIND_COMPLETED)
  return client.update<PersistentVolumeClaim>(claims, metadata.namespace, {
    ...claim,
    metadata: spec.volumeName ? completed : annotated(completed, BOUND_BY_CONTROLLER),
    spec: { ...spec, volumeName: name },
  })
}

function annotated<M extends { annotations?: Record<string, string> }>(metadata: M, annotation: string): M {
  return { ...metadata, annotations: { ...metadata.annotations, [annotation]: 'yes' } }
}

function showsVolume({ status }: PersistentVolumeClaim, { spec }: PersistentVolume): boolean {
  return (
    status?.phase === 'Bound' &&
    String(status.accessModes) === String(spec.accessModes) &&
    status.capacity?.['storage'] === spec.capacity?.['storage']
  )
}
