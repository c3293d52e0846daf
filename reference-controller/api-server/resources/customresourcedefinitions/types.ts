import type { PrinterColumn } from '../custom/columns.ts'
import type { JsonSchema } from '../custom/json-schema.ts'
import type { ScalePaths } from '../custom/scale.ts'
import type { KubeObject } from '../definition.ts'

export interface DefinitionNames {
  plural: string
  singular?: string
  shortNames?: string[]
  kind: string
  listKind?: string
  categories?: string[]
}

export interface DefinitionVersion {
  name: string
  served: boolean
  storage: boolean
  deprecated?: boolean
  deprecationWarning?: string
  schema?: { openAPIV3Schema?: JsonSchema }
  subresources?: { status?: object; scale?: ScalePaths }
  additionalPrinterColumns?: PrinterColumn[]
  selectableFields?: { jsonPath: string }[]
}

export interface DefinitionCondition {
  type: 'NamesAccepted' | 'Established' | 'Terminating' | 'KubernetesAPIApprovalPolicyConformant'
  status: 'True' | 'False'
  /** RFC 3339. */
  lastTransitionTime?: string
  reason: string
  message: string
}

export interface DefinitionSpec {
  group: string
  names: DefinitionNames
  scope: 'Namespaced' | 'Cluster'
  versions: DefinitionVersion[] | null
  conversion?: { strategy: string; webhook?: unknown }
  preserveUnknownFields?: boolean
}

/** https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/custom-resource-definition-v1/ */
export interface CustomResourceDefinition extends KubeObject {
  spec: DefinitionSpec
  status: {
    conditions: DefinitionCondition[] | null
    acceptedNames: DefinitionNames
    storedVersions: string[] | null
  }
}

/** Whether the definition has that condition, and it is true. */
export function isTrue({ status }: CustomResourceDefinition, type: DefinitionCondition['type']): boolean {
  return status.conditions?.some((condition) => condition.type === type && condition.status === 'True') ?? false
}
