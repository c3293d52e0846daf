import type { Change } from '../observe/changes.ts'
import type { Cause, Moment } from './verdict.ts'

/** The row of the ledger for what no other row names: a controller does nothing beside what the documents describe. */
export const NOTHING_BESIDE = 'SS-RES-013'

interface Row {
  /** The plural; `workload` stands for the kind under certification. */
  readonly resource: string
  readonly what: readonly Change['what'][]
  /** For a change: the changed field. */
  readonly field?: RegExp
  /** True if the object, as it is now, is controlled by a workload of the kind under certification. */
  readonly controlled?: boolean
  readonly guarantee: string
}

const gone = ['deleted', 'removed'] as const

/**
 * Charges an unexpected change to a guarantee: the first row that fits. A change that fits no row is charged to
 * `NOTHING_BESIDE`.
 */
const table: readonly Row[] = [
  {
    resource: 'pods',
    what: ['changed'],
    field: /^labels\[statefulset\.kubernetes\.io\/pod-name\]$/,
    guarantee: 'SS-IDN-005',
  },
  {
    resource: 'pods',
    what: ['changed'],
    field: /^labels\[apps\.kubernetes\.io\/pod-index\]$/,
    guarantee: 'SS-IDN-006',
  },
  { resource: 'pods', what: ['changed'], field: /^labels\[controller-revision-hash\]$/, guarantee: 'SS-IDN-007' },
  { resource: 'pods', what: ['changed'], field: /^ownerReferences$/, controlled: true, guarantee: 'SS-DEL-007' },
  { resource: 'pods', what: ['changed'], field: /^ownerReferences$/, guarantee: 'SS-IDN-008' },
  {
    resource: 'pods',
    what: ['changed'],
    field: /^spec\.(containers|initContainers|volumes)$/,
    controlled: true,
    guarantee: 'SS-UPD-002',
  },
  { resource: 'pods', what: gone, controlled: true, guarantee: 'SS-UPD-005' },
  { resource: 'pods', what: gone, guarantee: 'SS-DEL-011' },
  { resource: 'pods', what: ['created'], guarantee: 'SS-ORD-004' },
  { resource: 'persistentvolumeclaims', what: ['created'], guarantee: 'SS-STO-001' },
  { resource: 'persistentvolumeclaims', what: gone, guarantee: 'SS-STO-006' },
  { resource: 'persistentvolumeclaims', what: ['changed'], field: /^ownerReferences$/, guarantee: 'SS-PVC-001' },
  { resource: 'controllerrevisions', what: ['created'], guarantee: 'SS-UPD-005' },
  { resource: 'controllerrevisions', what: gone, guarantee: 'SS-REV-007' },
  { resource: 'controllerrevisions', what: ['changed'], field: /^data$/, guarantee: 'SS-REV-009' },
  { resource: 'controllerrevisions', what: ['changed'], field: /^revision$/, guarantee: 'SS-REV-005' },
  { resource: 'controllerrevisions', what: ['changed'], field: /^ownerReferences$/, guarantee: 'SS-REV-011' },
  { resource: 'services', what: ['created', 'changed', ...gone], guarantee: 'SS-DNS-009' },
]

/** The guarantee that a change which nobody spoke of breaks. */
export function guaranteeOf(change: Change, { header }: Pick<Moment, 'header'>): string {
  const resource = change.resource === header.kind.plural ? 'workload' : change.resource
  const { ownerReferences = [] } = change.object.metadata
  const controlled = ownerReferences.some(({ controller, kind }) => controller && kind === header.kind.kind)
  const row = table.find(
    (each) =>
      each.resource === resource &&
      each.what.includes(change.what) &&
      (each.controlled === undefined || each.controlled === controlled) &&
      (each.field === undefined || change.fields.some((field) => each.field?.test(field))),
  )
  return row?.guarantee ?? NOTHING_BESIDE
}

const verbs: Record<Change['what'], Cause['verb']> = {
  created: 'create',
  deleted: 'delete',
  removed: 'delete',
  changed: 'change',
}

export function causeOf({ resource, name, what, fields: [field] }: Change): Cause {
  return { verb: verbs[what], resource, name, ...(field !== undefined && { field }) }
}
