import { compareQuantities, type KubeObject, type ResourceDefinition } from '../../resources/index.ts'
import { type Cluster, folderOf, forbidden, keyOf, notFound } from '../request/index.ts'

/** The plugin NamespaceLifecycle: no object is created in a namespace that is missing or terminating. */
export function admitIntoNamespace(cluster: Cluster, definition: ResourceDefinition, object: KubeObject): void {
  const { namespace } = object.metadata
  if (!definition.namespaced || !namespace) return
  const namespaces = { group: '', plural: 'namespaces', kind: 'Namespace' }
  const found = cluster.store.get(keyOf(namespaces, undefined, namespace))
  if (!found) throw notFound(namespaces, namespace)
  if (!found.value.metadata.deletionTimestamp) return
  const name = object.metadata.name || object.metadata.generateName || 'Unknown'
  const problem = `unable to create new content in namespace ${namespace} because it is being terminated`
  const message = `namespace ${namespace} is being terminated`
  throw forbidden(definition, name, problem, [{ reason: 'NamespaceTerminating', message, field: 'metadata.namespace' }])
}

/** No object is created of a kind whose CRD is terminating. */
export function admitOfKind(definition: ResourceDefinition, { metadata }: KubeObject): void {
  if (!definition.custom?.terminating) return
  const problem = 'create not allowed while custom resource definition is terminating'
  throw forbidden(definition, metadata.name ?? '', problem)
}

/** Changes an object that is being created. */
type Mutation = (cluster: Cluster, object: KubeObject) => void

/** The plugin StorageObjectInUseProtection: a controller removes the finalizer when the object is not in use. */
const protect =
  (finalizer: string): Mutation =>
  (_, { metadata }) => {
    if (!metadata.finalizers?.includes(finalizer)) metadata.finalizers = [...(metadata.finalizers ?? []), finalizer]
  }

const IS_DEFAULT = 'storageclass.kubernetes.io/is-default-class'

/** The plugin DefaultStorageClass: a claim without a class gets the newest default class. */
const defaultStorageClass: Mutation = (cluster, claim) => {
  const spec = claim['spec'] as { storageClassName?: string } | undefined
  if (!spec || spec.storageClassName !== undefined) return
  const age = ({ metadata }: KubeObject) => metadata.creationTimestamp ?? ''
  const [first] = cluster.store
    .list(folderOf({ plural: 'storageclasses' }))
    .entries.map(({ value }) => value)
    .filter(({ metadata }) => metadata.annotations?.[IS_DEFAULT] === 'true')
    .sort((a, b) => age(b).localeCompare(age(a)) || a.metadata.name.localeCompare(b.metadata.name))
  if (first) spec.storageClassName = first.metadata.name
}

const mutations: Record<string, Mutation[]> = {
  persistentvolumeclaims: [protect('kubernetes.io/pvc-protection'), defaultStorageClass],
  persistentvolumes: [protect('kubernetes.io/pv-protection')],
}

interface PodSpec {
  priorityClassName?: string
  priority?: number
  preemptionPolicy?: string
  runtimeClassName?: string
  overhead?: object
}

const PRIORITIES: Record<string, number> = {
  'system-cluster-critical': 2_000_000_000,
  'system-node-critical': 2_000_001_000,
}

/** The plugins Priority and RuntimeClass. Only the two system PriorityClasses exist. */
const admitPod: Admission = (definition, pod) => {
  const { priorityClassName = '', priority, preemptionPolicy, runtimeClassName, overhead } = pod['spec'] as PodSpec
  const refuse = (problem: string) =>
    forbidden(definition, pod.metadata.name || (pod.metadata.generateName ?? ''), problem)
  if (runtimeClassName) throw refuse(`pod rejected: RuntimeClass "${runtimeClassName}" not found`)
  if (overhead) throw refuse('pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead')
  if (priorityClassName && !Object.hasOwn(PRIORITIES, priorityClassName)) {
    throw refuse(`no PriorityClass with name ${priorityClassName} was found`)
  }
  const computed = PRIORITIES[priorityClassName] ?? 0
  const told = 'must not be provided in pod spec; priority admission controller computed'
  if (priority !== undefined && priority !== computed) {
    throw refuse(`the integer value of priority (${priority}) ${told} ${computed} from the given PriorityClass name`)
  }
  if (preemptionPolicy !== undefined && preemptionPolicy !== 'PreemptLowerPriority') {
    const policy = `the string value of PreemptionPolicy (${preemptionPolicy})`
    throw refuse(`${policy} ${told} PreemptLowerPriority from the given PriorityClass name`)
  }
}

type Admission = (definition: ResourceDefinition, object: KubeObject) => void

const admissions: Record<string, Admission> = { pods: admitPod }

/** Runs the plugins of the resource, which change or refuse an object before it is validated. */
export function mutate(cluster: Cluster, definition: ResourceDefinition, object: KubeObject): void {
  if (definition.group !== '') return
  admissions[definition.plural]?.(definition, object)
  for (const mutation of mutations[definition.plural] ?? []) mutation(cluster, object)
}

interface Claim extends KubeObject {
  spec?: { storageClassName?: string; resources?: { requests?: { storage?: string } } }
}

/** The plugin PersistentVolumeClaimResize: a claim grows only if its class allows volume expansion. */
export function admitChange(
  cluster: Cluster,
  definition: ResourceDefinition,
  object: KubeObject,
  old: KubeObject,
): void {
  if (definition.group !== '' || definition.plural !== 'persistentvolumeclaims') return
  const [size = '0', before = '0'] = [object, old].map((one) => (one as Claim).spec?.resources?.requests?.storage)
  if (compareQuantities(size, before) <= 0) return
  const name = (object as Claim).spec?.storageClassName ?? ''
  const found = cluster.store.get(keyOf({ plural: 'storageclasses' }, undefined, name))
  if (found?.value['allowVolumeExpansion']) return
  const problem =
    'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize'
  throw forbidden(definition, object.metadata.name, problem)
}
