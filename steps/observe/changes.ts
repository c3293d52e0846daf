import type { KubeObject } from '../client/index.ts'
import type { Recorded } from './trace.ts'

/** One change that a promise could be about: status and bookkeeping of the API are none. */
export interface Change {
  readonly seq: number
  readonly resource: string
  readonly name: string
  readonly what: 'created' | 'deleted' | 'removed' | 'changed'
  /** For `changed`: the fields that differ. */
  readonly fields: readonly string[]
  readonly object: KubeObject
}

/** What the suite itself writes into objects of others: its finalizer, and the field by which it nudges. */
export interface OwnMarks {
  readonly marker: string
  readonly finalizer: string
  readonly nudge: string
}

/**
 * Changes of a resource in the entries from `from` on: creation, deletion (the appearance of deletionTimestamp),
 * removal, and any change of spec, labels, annotations, owners or finalizers. Binding to a node, and the suite's
 * own finalizer and nudge, are left out.
 */
export function changes(trace: Recorded, resource: string, from: number, own: OwnMarks): Change[] {
  const known = new Map(trace.objects(resource, from).map((object) => [object.metadata.uid, object]))
  const found: Change[] = []
  for (const entry of trace.entries.slice(from)) {
    if (entry.kind !== 'seen' || entry.resource !== resource || entry.object.metadata.labels?.[own.marker]) continue
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
      const fields = differing(substance(old, own), substance(object, own)).filter((field) => !classGiven(old, field))
      if (fields.length > 0) report('changed', fields)
    }
  }
  return found
}

function substance(object: KubeObject, own: OwnMarks): Record<string, unknown> {
  const { labels = {}, annotations = {}, ownerReferences = [], finalizers = [] } = object.metadata
  const bound = { nodeName: undefined, volumeName: undefined, [own.nudge]: undefined }
  const spec = Object.entries({ ...object.spec, ...bound }).map(([key, value]) => [`spec.${key}`, value])
  return {
    ...Object.fromEntries(spec),
    data: object['data'],
    revision: object['revision'],
    labels,
    annotations: Object.fromEntries(Object.entries(annotations).filter(([key]) => !BINDER.test(key))),
    ownerReferences,
    finalizers: finalizers.filter(
      (finalizer) => finalizer !== own.finalizer && !finalizer.startsWith('kubernetes.io/'),
    ),
  }
}

// Written by the volume binder, not by the workload's controller.
const BINDER = /^(volume\.(beta\.)?kubernetes\.io|pv\.kubernetes\.io)\//

/** A claim without a class gets the default one: on creation, or from the volume binder as soon as there is one. */
const classGiven = (old: KubeObject, field: string) =>
  field === 'spec.storageClassName' && old.spec?.['storageClassName'] === undefined

const differing = (a: Record<string, unknown>, b: Record<string, unknown>) =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (key) => JSON.stringify(a[key]) !== JSON.stringify(b[key]),
  )
