import type { KubeObject, Pod } from '../../client/index.ts'
import type { Recorded } from '../trace.ts'

/** Names of the claims that a Pod uses. */
export const claimsOf = (pod: KubeObject): string[] => volumesOf(pod).flatMap(claimOf)

/** Names of the claims behind the volumes of that name: one, if all is well. */
export const claimsOfVolume = (pod: KubeObject, name: string): string[] =>
  volumesOf(pod)
    .filter((volume) => volume.name === name)
    .flatMap(claimOf)

/** The version at which an object first appeared; one store orders Pods and claims (capability global-order). */
export function firstVersion(trace: Recorded, { metadata }: KubeObject): bigint {
  const first = trace.entries.find((entry) => entry.kind === 'seen' && entry.object.metadata.uid === metadata.uid)
  return BigInt(first?.kind === 'seen' ? first.object.metadata.resourceVersion : metadata.resourceVersion)
}

type Volume = NonNullable<Pod['spec']['volumes']>[number]

const volumesOf = (pod: KubeObject): Volume[] => (pod as Pod).spec.volumes ?? []

const claimOf = ({ persistentVolumeClaim }: Volume): string[] =>
  persistentVolumeClaim ? [persistentVolumeClaim.claimName] : []
