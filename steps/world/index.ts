/**
 * The World: everything a step can reach. It reaches a cluster through its kubeconfig, and the target through its
 * control endpoint; it knows neither which target that is nor which controller is at work there.
 */
export type { Manifest } from '../client/index.ts'
export type { Named, Objects } from '../judge/index.ts'
export { expectations } from '../judge/index.ts'
export type { ConformanceWorld } from './world.ts'
