import type { Column, KubeObject } from '../../resources/definition.ts'
import type { JsonSchema } from '../../resources/schema/json-schema.ts'

export interface CrdNames {
  plural: string
  singular?: string
  shortNames?: string[]
  kind: string
  listKind?: string
  categories?: string[]
}

/** A column of the table that `kubectl get` shows. */
export interface PrinterColumn {
  name: string
  type: Column['type']
  format?: string
  description?: string
  priority?: number
  jsonPath: string
}

/** The paths of the subresource `scale`: names joined by dots, and nothing more than that. */
export interface ScalePaths {
  specReplicasPath: string
  statusReplicasPath: string
  labelSelectorPath?: string
}

export interface CrdVersion {
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

export interface CrdCondition {
  type: 'NamesAccepted' | 'Established' | 'Terminating' | 'KubernetesAPIApprovalPolicyConformant'
  status: 'True' | 'False'
  /** RFC 3339. */
  lastTransitionTime?: string
  reason: string
  message: string
}

export interface CrdSpec {
  group: string
  names: CrdNames
  scope: 'Namespaced' | 'Cluster'
  versions: CrdVersion[] | null
  conversion?: { strategy: string; webhook?: unknown }
  preserveUnknownFields?: boolean
}

/** https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/custom-resource-definition-v1/ */
export interface CustomResourceDefinition extends KubeObject {
  spec: CrdSpec
  status: {
    conditions: CrdCondition[] | null
    acceptedNames: CrdNames
    storedVersions: string[] | null
  }
}

/** True if the CRD has that condition with status True. */
export function isTrue({ status }: CustomResourceDefinition, type: CrdCondition['type']): boolean {
  return status.conditions?.some((condition) => condition.type === type && condition.status === 'True') ?? false
}
