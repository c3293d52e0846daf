/**
 * The World: everything a step can reach. It speaks to a cluster through its kubeconfig alone and does not know
 * which target that is or which controller answers there.
 */
export { GuaranteeBroken, HarnessError } from './errors.ts'
export { READINESS_GATE } from './labels.ts'
export { type Named, pluralOf, resourceOf } from './parameter-types.ts'
export type { ConformanceWorld } from './world.ts'
