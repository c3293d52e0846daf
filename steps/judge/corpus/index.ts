/**
 * Histories that the judge is tested on: traces of real runs, of controllers that keep the contract and of controllers
 * that are broken on purpose, with the verdict that each must get. `recorded/index.yaml` is the part to read in a
 * review; beside it stands one compressed file of traces for each controller. `npm run record` makes both anew.
 *
 * What a run writes is shortened and renamed first, so that a second recording differs only where the controller or
 * the suite does. shorten.ts drops what no verdict needs and proves that the judgement stays the same; what the judge
 * has to overlook (status writes, readiness, bindings, its own marks) is kept, or a judge that became too strict would
 * pass here. rename.ts replaces the names, times and versions that differ from run to run, and keeps their order. What
 * was recorded before stays where the new recording is equivalent (script.ts): what arrives first is a race.
 */

export { expectedOf } from './expected.ts'
export { rename } from './rename.ts'
export { isEquivalent } from './script.ts'
export { shorten } from './shorten.ts'
export { type Controller, keysOf, readIndex, readTraces, writeIndex, writeTraces } from './stored.ts'
