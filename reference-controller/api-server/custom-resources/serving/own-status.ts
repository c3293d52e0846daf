import { type Cluster, objectOf, type Stored, storableCopy, trackedBy } from '../../http/request/index.ts'
import type { KubeObject, ResourceDefinition } from '../../resources/index.ts'
import type { CustomResourceDefinition } from '../crd/types.ts'

/** Stores the status that the server itself has computed for a CRD. */
export type WriteStatus = (entry: Stored, crd: CustomResourceDefinition) => Stored

/** The field manager of the status is the one of kube-apiserver's CRD controllers. */
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
