import type { KubeObject, StatusCause } from '../../resources/index.ts'

/** How one way of updating treats an object: what it keeps, and what it accepts. */
export interface UpdateRules {
  prepare(object: KubeObject, old: KubeObject): void
  validate(object: KubeObject, old: KubeObject): StatusCause[]
}
