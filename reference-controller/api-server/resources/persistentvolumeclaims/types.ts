import type { KubeObject } from '../definition.ts'
import type { ClaimSpec } from '../shared/claim-spec.ts'

export interface Claim extends KubeObject {
  spec: ClaimSpec
  status?: { phase?: string; capacity?: Record<string, string>; [more: string]: unknown }
}
