import { type ApiClient, type ObjectList, refusedAs, type StorageClass, storageClasses } from '../client/index.ts'

export const PROVISIONER = 'simulated.statefulset-conformance'

/** On a claim: the provisioner of its volume. The second name is the older one, still written in addition to the first. */
export const STORAGE_PROVISIONER = 'volume.kubernetes.io/storage-provisioner'
export const STORAGE_PROVISIONER_BETA = 'volume.beta.kubernetes.io/storage-provisioner'

const IS_DEFAULT = 'storageclass.kubernetes.io/is-default-class'
const IS_DEFAULT_BETA = 'storageclass.beta.kubernetes.io/is-default-class'

export function isDefault({ metadata: { annotations } }: StorageClass): boolean {
  return annotations?.[IS_DEFAULT] === 'true' || annotations?.[IS_DEFAULT_BETA] === 'true'
}

/** The class of claims that name none: of several default ones the newest counts, as with the admission plugin. */
export function defaultClass(classes: Iterable<StorageClass>): StorageClass | undefined {
  const age = ({ metadata }: StorageClass) => metadata.creationTimestamp ?? ''
  return [...classes]
    .filter(isDefault)
    .sort((a, b) => age(b).localeCompare(age(a)) || a.metadata.name.localeCompare(b.metadata.name))[0]
}

/** Creates the default class `standard` if the cluster has no class of that name and no default; answers what was made. */
export async function ensureDefaultClass(client: ApiClient): Promise<StorageClass | undefined> {
  const { items }: ObjectList<StorageClass> = await client.list(storageClasses)
  if (items.some((one) => isDefault(one) || one.metadata.name === 'standard')) return undefined
  return client.create<StorageClass>(storageClasses, undefined, {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'standard', annotations: { [IS_DEFAULT]: 'true' } },
    provisioner: PROVISIONER,
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'Immediate',
  })
}

export async function removeClass(client: ApiClient, made: StorageClass): Promise<void> {
  const { name, uid } = made.metadata
  try {
    await client.remove(storageClasses, undefined, name, uid ? { preconditions: { uid } } : {})
  } catch (error) {
    if (!refusedAs(error, 'NotFound', 'Conflict')) throw error
  }
}
