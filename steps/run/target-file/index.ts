/**
 * The target file: which kind is certified, where it differs from apps/v1 StatefulSet, whose it is, and what it needs on a
 * cluster. StatefulSet itself is the file that is taken when the user names none.
 */
export { controllerFor, noKubectl, ownDeviations, targetFileOf, withoutKubectl } from './for-run.ts'
export { expectedManagers, implementationOf } from './implementation.ts'
export { loadTargetFile, type TargetFile } from './load.ts'
