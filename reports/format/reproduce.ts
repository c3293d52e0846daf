import { kubectlLine } from './kubectl.ts'
import type { Trace } from './trace.ts'

/**
 * The commands that reproduce an example, in order. The actions that the suite took by itself are included, since
 * no other program sets readiness gates in the reader's cluster.
 */
export function reproduceLines(trace: Trace | undefined): string[] {
  const actions = (trace?.entries ?? []).flatMap((entry) => (entry.kind === 'action' ? [entry] : []))
  if (!trace || actions.length === 0) return []
  const { namespace, kind } = trace.header
  const moved = Object.entries(kind?.fields ?? {}).map(([ours, theirs]) => `${ours} is ${theirs}`)
  return [
    '# one by one, each when the one before has had its effect',
    ...(moved.length > 0 ? [`# in the fields of StatefulSet: ${moved.join(', ')}`] : []),
    `kubectl create namespace ${namespace}`,
    ...actions
      .filter(({ resource }) => resource !== 'namespaces')
      // One command may be several requests.
      .filter(({ command }, index, all) => command === undefined || command !== all[index - 1]?.command)
      .map((action) => kubectlLine(action).replace(/^kubectl/, `kubectl -n ${namespace}`)),
  ]
}
