import type { Toleration } from './types.ts'

// The DefaultTolerationSeconds admission plugin: Pods stay five minutes on a node that fails.
const FAILURES = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']
const STAY_SECONDS = 300

/** Admission adds a toleration for each failure of a node that the Pod does not mention. */
export function withDefaultTolerations(tolerations: Toleration[]): Toleration[] {
  const missing = FAILURES.filter((failure) => !tolerations.some((toleration) => covers(toleration, failure)))
  const added = missing.map((key) => ({
    key,
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: STAY_SECONDS,
  }))
  return [...tolerations, ...added]
}

function covers({ key, effect }: Toleration, failure: string): boolean {
  return (!key || key === failure) && (!effect || effect === 'NoExecute')
}
