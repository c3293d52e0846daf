import { type Cluster, objectOf, type Stored, storableCopy, trackedBy } from '../../http/request/index.ts'
import type { KubeObject, ResourceDefinition } from '../../resources/index.ts'
import type { CustomResourceDefinition } from '../crd/types.ts'

/** Stores what the server itself has found out about a definition. */
export type WriteStatus = (entry: Stored, crd: CustomResourceDefinition) => Stored

/** Its status is the server's, under the name that upstream's own controllers for definitions have. */
export function ownStatus(
  { store, clock }: Pick<Cluster, 'store' | 'clock'>,
  definition: ResourceDefinition,
): WriteStatus {
  const track = trackedBy({ cluster: { clock }, definition, subresource: 'status' }, 'kube-apiserver')
  return (entry, crd) => {
    const written = { ...crd, metadata: { ...crd.metadata } } as unknown as KubeObject
    track(objectOf(entry), written)
    return store.put(entry.key, storableCopy(written), entry.revision)
  }
}
