/**
 * The World: everything a step can reach. It speaks to a cluster through its kubeconfig alone and does not know
 * which target that is or which controller answers there.
 */
export type { KubeObject, Manifest } from '../client/index.ts'
export { GuaranteeBroken, HarnessError } from './errors.ts'
export type { Named } from './named.ts'
export type { ConformanceWorld } from './world.ts'
