import type { KubeObject } from '../definition.ts'
import { ageColumn, type Column, column, nameColumn, wideColumn } from '../shared/columns.ts'

interface SeenNode extends KubeObject {
  spec?: { unschedulable?: boolean }
  status?: {
    conditions?: { type: string; status: string }[]
    addresses?: { type: string; address: string }[]
    nodeInfo?: Record<string, string>
  }
}

const info = (field: string) => (node: SeenNode) => node.status?.nodeInfo?.[field] || '<unknown>'

export const nodeColumns: Column[] = [
  nameColumn,
  column<SeenNode>('Status', statusOf),
  column<SeenNode>('Roles', rolesOf),
  ageColumn,
  column<SeenNode>('Version', ({ status }) => status?.nodeInfo?.['kubeletVersion'] ?? ''),
  wideColumn<SeenNode>('Internal-IP', addressOf('InternalIP')),
  wideColumn<SeenNode>('External-IP', addressOf('ExternalIP')),
  wideColumn<SeenNode>('OS-Image', info('osImage')),
  wideColumn<SeenNode>('Kernel-Version', (node) => {
    const architecture = node.status?.nodeInfo?.['architecture']
    return info('kernelVersion')(node) + (architecture ? ` (${architecture})` : '')
  }),
  wideColumn<SeenNode>('Container-Runtime', info('containerRuntimeVersion')),
]

function statusOf({ spec, status }: SeenNode): string {
  const ready = status?.conditions?.findLast(({ type }) => type === 'Ready')
  const health = ready ? (ready.status === 'True' ? 'Ready' : 'NotReady') : 'Unknown'
  return spec?.unschedulable ? `${health},SchedulingDisabled` : health
}

const ROLE_PREFIX = 'node-role.kubernetes.io/'
const ROLE = 'kubernetes.io/role'

/** Roles are labels: one label each, or all in the value of another. */
function rolesOf({ metadata }: SeenNode): string {
  const labels = Object.entries(metadata.labels ?? {})
  const roles = labels.map(([key, value]) => {
    if (key.startsWith(ROLE_PREFIX)) return key.slice(ROLE_PREFIX.length)
    return key === ROLE ? value : ''
  })
  return [...new Set(roles.filter(Boolean))].sort().join(',') || '<none>'
}

function addressOf(wanted: string) {
  return ({ status }: SeenNode) => status?.addresses?.find(({ type }) => type === wanted)?.address ?? '<none>'
}
