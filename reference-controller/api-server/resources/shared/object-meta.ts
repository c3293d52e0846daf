import type { KubeObject, ObjectMeta, OwnerReference, StatusCause } from '../definition.ts'
import { same } from './equality.ts'
import { forbidden, invalid, nonNegative, problems, required } from './field-errors.ts'
import { validateAnnotations, validateLabels } from './labels.ts'
import { dnsLabelProblems, labelKeyProblems, type NameRule } from './names.ts'

/** Validates the metadata of a new object. */
export function validateMeta(meta: ObjectMeta, rule: NameRule, namespaced: boolean): StatusCause[] {
  return [
    ...(meta.generateName ? problems('metadata.generateName', meta.generateName, rule(meta.generateName, true)) : []),
    ...validateName(meta.name, rule),
    ...validateNamespace(meta.namespace, namespaced),
    ...nonNegative('metadata.generation', meta.generation),
    ...validateLabels(meta.labels, 'metadata.labels'),
    ...validateAnnotations(meta.annotations, 'metadata.annotations'),
    ...validateOwners(meta.ownerReferences ?? []),
    ...validateFinalizers(meta.finalizers ?? []),
  ]
}

/** Validates a change of the metadata. */
export function validateMetaUpdate(meta: ObjectMeta, old: ObjectMeta): StatusCause[] {
  const immutable = ['name', 'namespace', 'uid', 'creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds']
  return [
    ...validateNoNewFinalizers(meta, old),
    ...immutable
      .filter((field) => !same(meta[field], old[field]))
      .map((field) => invalid(`metadata.${field}`, meta[field], 'field is immutable')),
    ...validateLabels(meta.labels, 'metadata.labels'),
    ...validateAnnotations(meta.annotations, 'metadata.annotations'),
    ...validateOwners(meta.ownerReferences ?? []),
  ]
}

/** Clears the fields that no client sets when an object is created … */
export function clearServerFields(object: KubeObject): void {
  delete object.metadata.deletionTimestamp
  delete object.metadata.deletionGracePeriodSeconds
}

/** … and keeps them when it is updated. */
export function keepServerFields(object: KubeObject, old: KubeObject): void {
  const { metadata } = object
  if (!metadata.uid) keep(metadata, old.metadata, 'uid')
  keep(metadata, old.metadata, 'generation')
  keep(metadata, old.metadata, 'creationTimestamp')
  if (!old.metadata.deletionTimestamp) return
  keep(metadata, old.metadata, 'deletionTimestamp')
  keep(metadata, old.metadata, 'deletionGracePeriodSeconds')
}

function keep(meta: ObjectMeta, old: ObjectMeta, field: keyof ObjectMeta & string): void {
  if (old[field] === undefined) delete meta[field]
  else meta[field] = old[field]
}

function validateName(name: string | undefined, rule: NameRule): StatusCause[] {
  if (!name) return [required('metadata.name', 'name or generateName is required')]
  return problems('metadata.name', name, rule(name, false))
}

function validateNamespace(namespace: string | undefined, namespaced: boolean): StatusCause[] {
  if (!namespaced) return namespace ? [forbidden('metadata.namespace', 'not allowed on this type')] : []
  if (!namespace) return [required('metadata.namespace')]
  return problems('metadata.namespace', namespace, dnsLabelProblems(namespace))
}

function validateOwners(owners: OwnerReference[]): StatusCause[] {
  const field = 'metadata.ownerReferences'
  const found = owners.flatMap((owner, index) => validateOwner(owner, `${field}[${index}]`))
  const controllers = owners.filter((owner) => owner.controller)
  if (controllers.length < 2) return withoutIndex(found)
  return withoutIndex([...found, invalid(field, owners, 'only one reference can have `controller` set to true')])
}

/** kube-apiserver names the list, not the element. */
function withoutIndex(causes: StatusCause[]): StatusCause[] {
  return causes.map((cause) => ({ ...cause, field: cause.field.replace(/\[\d+\]/, '') }))
}

function validateOwner(owner: OwnerReference, field: string): StatusCause[] {
  const version = (owner.apiVersion ?? '').split('/').at(-1)
  const found = version ? [] : [invalid(`${field}.apiVersion`, owner.apiVersion ?? '', 'version must not be empty')]
  for (const key of ['kind', 'name', 'uid'] as const) {
    if (!owner[key]) found.push(invalid(`${field}.${key}`, '', 'must not be empty'))
  }
  if (owner.apiVersion !== 'v1' || owner.kind !== 'Event') return found
  return [...found, invalid(field, owner, '/v1, Kind=Event is disallowed from being an owner')]
}

function validateFinalizers(finalizers: string[]): StatusCause[] {
  const field = 'metadata.finalizers'
  const found = finalizers.flatMap((finalizer) => problems(field, finalizer, labelKeyProblems(finalizer)))
  if (!finalizers.includes('orphan') || !finalizers.includes('foregroundDeletion')) return found
  return [...found, invalid(field, finalizers, 'finalizer orphan and foregroundDeletion cannot be both set')]
}

const STANDARD_FINALIZERS = ['kubernetes', 'orphan', 'foregroundDeletion']

/** Finalizers without a domain belong to Kubernetes. */
export function validateQualified(finalizers: string[]): StatusCause[] {
  const detail = 'name is neither a standard finalizer name nor is it fully qualified'
  return finalizers.flatMap((finalizer, index) =>
    finalizer.includes('/') || STANDARD_FINALIZERS.includes(finalizer)
      ? []
      : [invalid(`metadata.finalizers[${index}]`, finalizer, detail)],
  )
}

function validateNoNewFinalizers(meta: ObjectMeta, old: ObjectMeta): StatusCause[] {
  if (!old.deletionTimestamp) return []
  const added = (meta.finalizers ?? []).filter((finalizer) => !old.finalizers?.includes(finalizer)).sort()
  if (added.length === 0) return []
  const detail = `no new finalizers can be added if the object is being deleted: ${added.join(', ')}`
  return [forbidden('metadata.finalizers', detail)]
}
