import { configMapColumns } from './configmaps/columns.ts'
import { controllerRevisionColumns } from './controllerrevisions/columns.ts'
import type { KubeObject, ResourceDefinition } from './definition.ts'
import { endpointSliceColumns } from './endpointslices/columns.ts'
import { eventColumns } from './events/columns.ts'
import { leaseColumns } from './leases/columns.ts'
import { namespaceColumns } from './namespaces/columns.ts'
import { nodeColumns } from './nodes/columns.ts'
import { claimColumns } from './persistentvolumeclaims/columns.ts'
import { volumeColumns } from './persistentvolumes/columns.ts'
import { budgetColumns } from './poddisruptionbudgets/columns.ts'
import { podColumns, podRowConditions } from './pods/columns.ts'
import { resourceQuotaColumns } from './resourcequotas/columns.ts'
import { secretColumns } from './secrets/columns.ts'
import { serviceColumns } from './services/columns.ts'
import { ageColumn, type Column, column, nameColumn } from './shared/columns.ts'
import { statefulSetColumns } from './statefulsets/columns.ts'
import { storageClassColumns } from './storageclasses/columns.ts'

/** The columns of each resource's table; those without an entry show name and age. */
const columnsOf: Record<string, readonly Column[]> = {
  configmaps: configMapColumns,
  controllerrevisions: controllerRevisionColumns,
  endpointslices: endpointSliceColumns,
  events: eventColumns,
  leases: leaseColumns,
  namespaces: namespaceColumns,
  nodes: nodeColumns,
  persistentvolumeclaims: claimColumns,
  persistentvolumes: volumeColumns,
  poddisruptionbudgets: budgetColumns,
  pods: podColumns,
  resourcequotas: resourceQuotaColumns,
  secrets: secretColumns,
  services: serviceColumns,
  statefulsets: statefulSetColumns,
  storageclasses: storageClassColumns,
}

interface SeenScale extends KubeObject {
  spec?: { replicas?: number }
  status?: { replicas?: number }
}

/** The table of the subresource `scale`. */
const scaleTable: ResourceDefinition['table'] = {
  columns: [
    column('Name', ({ metadata }) => metadata.name),
    column<SeenScale>('Desired', ({ spec }) => spec?.replicas ?? 0, 'integer'),
    column<SeenScale>('Available', ({ status }) => status?.replicas ?? 0, 'integer'),
    ageColumn,
  ],
  conditions: () => [],
}

/** For custom kinds, the name and age columns have the type of CRD columns. */
const customScaleTable: ResourceDefinition['table'] = {
  ...scaleTable,
  columns: scaleTable.columns.map((one) =>
    one.name === 'Name' ? nameColumn : one.name === 'Age' ? { ...one, type: 'date' } : one,
  ),
}

export function scaleTableOf({ custom }: ResourceDefinition): ResourceDefinition['table'] {
  return custom ? customScaleTable : scaleTable
}

export function tableOf(plural: string, columns = columnsOf[plural]): ResourceDefinition['table'] {
  return {
    columns: columns ?? [nameColumn, ageColumn],
    conditions: plural === 'pods' ? podRowConditions : () => [],
  }
}
