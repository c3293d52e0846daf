/**
 * Negative when version `a` comes before `b` in the order of preference: v2, v1, v1beta2, v1beta1, v1alpha1, and then
 * all others in alphabetical order.
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#version-priority
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)]
  if (!left || !right) return left ? -1 : right ? 1 : a < b ? -1 : a > b ? 1 : 0
  const different = left.findIndex((part, index) => part !== right[index])
  return different < 0 ? 0 : right[different]! - left[different]!
}

const STABILITY = ['alpha', 'beta', '']

/** Stability, major and minor number; undefined for other version names. */
function partsOf(version: string): number[] | undefined {
  const match = /^v([1-9]\d*)(?:(alpha|beta)([1-9]\d*))?$/.exec(version)
  if (!match) return undefined
  const [, major, stability = '', minor = '0'] = match
  return [STABILITY.indexOf(stability), Number(major), Number(minor)]
}
