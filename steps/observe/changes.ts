import type { KubeObject } from '../client/index.ts'
import { observedKind } from './kinds.ts'
import { type Marks, type Recorded, seenOf } from './trace.ts'

/** One change that a promise could be about: status and bookkeeping of the API are none. */
export interface Change {
  readonly seq: number
  readonly resource: string
  readonly name: string
  readonly what: 'created' | 'deleted' | 'removed' | 'changed'
  /** For `changed`: the fields that differ: `spec.replicas`, `labels[app]`, `ownerReferences`. */
  readonly fields: readonly string[]
  readonly object: KubeObject
}

/**
 * Changes of a resource in the entries from `from` on: creation, deletion (the appearance of deletionTimestamp),
 * removal, and any change of spec, labels, annotations, owners or finalizers. Left out are the suite's own finalizer and
 * generation bump, and the fields that others write (kinds.ts).
 */
export function changes(trace: Recorded, resource: string, from: number, own: Marks): Change[] {
  const known = new Map(trace.objects(resource, from).map((object) => [object.metadata.uid, object]))
  const found: Change[] = []
  for (const entry of seenOf(trace, resource, from)) {
    if (entry.object.metadata.labels?.[own.label]) continue
    const { object, seq } = entry
    const old = known.get(object.metadata.uid)
    const report = (what: Change['what'], fields: string[] = []) =>
      found.push({ seq, resource, name: object.metadata.name, what, fields, object })
    known.set(object.metadata.uid, object)
    if (entry.type === 'DELETED') {
      if (!old?.metadata.deletionTimestamp) report('deleted')
      report('removed')
    } else if (!old) report('created')
    else {
      if (object.metadata.deletionTimestamp && !old.metadata.deletionTimestamp) report('deleted')
      const fields = differing(substance(old, resource, own), substance(object, resource, own)).filter(
        (field) => !classGiven(old, field),
      )
      if (fields.length > 0) report('changed', fields)
    }
  }
  return found
}

/** What a change can be about, each field as JSON. */
type Substance = Readonly<Record<string, string | undefined>>

/** Each object is compared with its neighbours in every question about changes. */
const known = new WeakMap<Marks, WeakMap<KubeObject, Substance>>()

function substance(object: KubeObject, resource: string, own: Marks): Substance {
  const table = known.get(own) ?? new WeakMap<KubeObject, Substance>()
  known.set(own, table)
  const fields = table.get(object) ?? jsonOfEach(fieldsOf(object, resource, own))
  table.set(object, fields)
  return fields
}

const jsonOfEach = (fields: Record<string, unknown>): Substance =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, JSON.stringify(value)]))

function fieldsOf(object: KubeObject, resource: string, own: Marks): Record<string, unknown> {
  const { labels = {}, annotations = {}, ownerReferences = [], finalizers = [] } = object.metadata
  const { fields = [], writtenByOthers } = observedKind(resource) ?? {}
  const spec = Object.entries({ ...object.spec, [own.generationBump]: undefined })
  const all = {
    ...Object.fromEntries(spec.map(([key, value]) => [`spec.${key}`, value])),
    ...Object.fromEntries(fields.map((field) => [field, object[field]])),
    ...keyed('labels', labels),
    ...keyed('annotations', annotations),
    ownerReferences,
    finalizers: finalizers.filter(
      (finalizer) => finalizer !== own.finalizer && !finalizer.startsWith('kubernetes.io/'),
    ),
  }
  if (!writtenByOthers) return all
  return Object.fromEntries(Object.entries(all).filter(([field]) => !writtenByOthers.test(field)))
}

const keyed = (field: string, values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [`${field}[${key}]`, value]))

/** A claim without a class gets the default one: on creation, or from the volume binder as soon as there is one. */
const classGiven = (old: KubeObject, field: string) =>
  field === 'spec.storageClassName' && old.spec?.['storageClassName'] === undefined

const differing = (a: Substance, b: Substance) =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => a[key] !== b[key])
