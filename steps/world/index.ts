/**
 * The World: everything a step can reach. It reaches a cluster through its kubeconfig, and the target through its
 * control endpoint; it knows neither which target that is nor which controller is at work there.
 *
 * - A phrase is the Cucumber expression of a step definition; `phrases.ts` finds the phrase of a step without cucumber.
 * - Settled, or at rest: nothing more happens unless someone acts or time passes. `settle.ts` finds out whether it is so from
 *   a `Scene`: what it needs of a scenario. Quiet means only that no event came for a while, idle that the suite's own
 *   patches are answered.
 * - A target with the capability `rest` is asked; else the controller is probed, which `ask` means too. Unasked: the suite
 *   has changed nothing of the workload itself to make its controller sync, though it may have probed the sentinel.
 * - The sentinel is a workload of the suite whose status shows that the controller is up to date. A generation bump is a
 *   change of the workload's spec without effect. A marker is an object on which nobody acts: a write to it that comes back
 *   on the watch is the barrier.
 * - Restless: an object (`loop`) changes again and again though no step acts, so that the cluster never settles.
 * - A leap moves the clock of the target forward at once. A gap is lost history of a watch.
 */
export type { Manifest } from '../client/index.ts'
export type { NamedObject, NamedObjects } from '../judge/index.ts'
export { expectations } from '../judge/index.ts'
export type { Hindrance, Requests } from './target.ts'
export type { ConformanceWorld } from './world.ts'
