import type { Resource } from './resources.ts'

/** For tests: all that a stream yields. */
export async function all<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const each of stream) found.push(each)
  return found
}

/** For tests: the kind that most workloads are of. */
export const kind: Resource = {
  group: 'apps',
  version: 'v1',
  plural: 'statefulsets',
  kind: 'StatefulSet',
  namespaced: true,
}
