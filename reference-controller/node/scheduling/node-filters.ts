import type { Node, NodeSelectorTerm, Pod, Taint } from '../../client/index.ts'
import { quantity } from '../../quantity.ts'
import { taintsOf, tolerates, tolerationsOf } from '../tolerations.ts'

/** A reason for which a node is out of the question. Words as kube-scheduler's. */
export interface NodeFilter {
  because: string
  refuses(pod: Pod, node: Node): boolean
}

type Requirement = NonNullable<NodeSelectorTerm['matchExpressions']>[number]

/** In order of evaluation: the first filter that refuses gives the reason. */
export const nodeFilters: NodeFilter[] = [
  { because: 'node(s) were unschedulable', refuses: (pod, node) => cordoned(node) && !toleratesCordon(pod) },
  { because: 'node(s) had untolerated taint(s)', refuses: hasUntoleratedTaint },
  { because: "node(s) didn't match Pod's node affinity/selector", refuses: (pod, node) => !isWanted(pod, node) },
  { because: 'Insufficient cpu', refuses: (pod, node) => asksTooMuch(pod, node, 'cpu') },
  { because: 'Insufficient memory', refuses: (pod, node) => asksTooMuch(pod, node, 'memory') },
]

const CORDON: Taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }

function cordoned(node: Node): boolean {
  return node.spec?.unschedulable === true
}

function toleratesCordon(pod: Pod): boolean {
  return tolerationsOf(pod).some((toleration) => tolerates(toleration, CORDON))
}

function hasUntoleratedTaint(pod: Pod, node: Node): boolean {
  const binding = taintsOf(node).filter(({ effect }) => effect === 'NoSchedule' || effect === 'NoExecute')
  return binding.some((taint) => !tolerationsOf(pod).some((toleration) => tolerates(toleration, taint)))
}

function isWanted(pod: Pod, node: Node): boolean {
  const labels = node.metadata.labels ?? {}
  const selector = pod.spec.nodeSelector ?? {}
  if (Object.entries(selector).some(([key, value]) => labels[key] !== value)) return false
  const terms = requiredTerms(pod)
  return terms === undefined || terms.some((term) => termHolds(term, node))
}

const requiredTerms = (pod: Pod): NodeSelectorTerm[] | undefined =>
  pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms

function termHolds({ matchExpressions = [], matchFields = [] }: NodeSelectorTerm, node: Node): boolean {
  // An empty term matches nothing.
  if (matchExpressions.length + matchFields.length === 0) return false
  const labels = node.metadata.labels ?? {}
  return (
    matchExpressions.every((requirement) => holds(requirement, labels[requirement.key])) &&
    matchFields.every((requirement) => holds(requirement, node.metadata.name))
  )
}

function holds({ operator, values = [] }: Requirement, value: string | undefined): boolean {
  if (operator === 'Exists') return value !== undefined
  if (operator === 'DoesNotExist') return value === undefined
  if (operator === 'NotIn') return value === undefined || !values.includes(value)
  if (value === undefined) return false
  if (operator === 'In') return values.includes(value)
  return operator === 'Gt' ? Number(value) > Number(values[0]) : Number(value) < Number(values[0])
}

// Compares the requests of one Pod with the capacity of the node; simulated nodes are never full.
function asksTooMuch(pod: Pod, node: Node, resource: string): boolean {
  const room = node.status?.allocatable?.[resource]
  if (room === undefined) return false
  const asked = pod.spec.containers.map(({ resources }) => quantity(resources?.requests?.[resource] ?? '0'))
  return asked.reduce((sum, one) => sum + one, 0) > quantity(room)
}
