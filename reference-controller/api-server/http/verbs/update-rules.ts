import type { KubeObject, StatusCause } from '../../resources/index.ts'

/** The rules of one way of updating an object. */
export interface UpdateRules {
  prepare(object: KubeObject, old: KubeObject): void
  validate(object: KubeObject, old: KubeObject): StatusCause[]
}
