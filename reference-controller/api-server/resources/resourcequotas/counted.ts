/** The resources of the core group that have a limit of their own beside `count/…`. */
export const COUNTED_BY_NAME: readonly string[] = [
  'pods',
  'services',
  'persistentvolumeclaims',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'configmaps',
]

/** True if the limit is one of the number of objects. */
export function isCounted(limit: string): boolean {
  return limit.startsWith('count/') || COUNTED_BY_NAME.includes(limit)
}
