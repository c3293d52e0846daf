import { conditionIsTrue, type Node, resources } from '../client/index.ts'
import { lack, type Question, type SurveyContext } from './answer.ts'

/** A kubelet writes its version into its Node; what plays a node writes none, or none that is a version (KWOK: `fake`). */
const hasKubelet = ({ status }: Node): boolean => /^v?\d+\.\d+/.test(status?.nodeInfo?.kubeletVersion ?? '')

const isReady = (node: Node): boolean => conditionIsTrue(node, 'Ready') && node.spec?.unschedulable !== true

/** The nodes that Pods without tolerations may go to. */
async function usable({ api }: SurveyContext): Promise<Node[]> {
  const { items } = await api.list<Node>(resources.nodes)
  const repelled = ({ spec }: Node) => (spec?.taints ?? []).some(({ effect }) => effect !== 'PreferNoSchedule')
  return items.filter((node) => isReady(node) && !repelled(node))
}

export const nodes: Question = {
  what: 'nodes',
  decides: ['kubelet'],
  async ask(context) {
    const ready = await usable(context)
    const real = ready.filter(hasKubelet)
    if (ready.length === 0) {
      const text = 'no node is ready and free of taints: no Pod would ever run'
      return {
        found: text,
        lacking: { kubelet: text },
        findings: [{ severity: 'error', text, remedy: 'add a node, or take a taint or cordon off one' }],
      }
    }
    const found = `${ready.length} ready, ${real.length} of them with a kubelet`
    if (real.length === ready.length) return { found, capabilities: ['kubelet'] }
    const which = real.length === 0 ? 'the nodes are' : `${ready.length - real.length} of the nodes are`
    const remedy = 'nothing, unless you meant a cluster whose nodes run containers'
    return lack('kubelet', `${found}: ${which} simulated, so no container runs there`, remedy)
  },
}

/** A kubelet reports only its 50 largest images (nodeStatusMaxImages), so a full list proves nothing. */
const FULL = 50

export const image: Question = {
  what: 'workload image',
  async ask(context) {
    if (context.imageNamed) return { found: `${context.image}, as you named it` }
    // The question about nodes reports missing permissions for nodes.
    const seen = await usable(context).catch((error: Error & { code?: number }) => {
      if (error.code !== 403) throw error
      return undefined
    })
    if (!seen) return { found: 'not known: the nodes may not be seen' }
    const real = seen.filter(hasKubelet)
    if (real.length === 0) return { found: 'none is needed: no container runs here' }
    const known = ({ status }: Node) => (status?.images ?? []).flatMap(({ names = [] }) => names)
    const without = real.filter(
      (node) =>
        (node.status?.images ?? []).length < FULL &&
        !known(node).some((name) => name === context.image || name.endsWith(`/${context.image}`)),
    )
    if (without.length === 0) return { found: context.image }
    const names = without.map(({ metadata }) => metadata.name).join(', ')
    const text = `the nodes ${names} do not have the suite’s image ${context.image}, which is in no registry`
    const remedy = 'name one that the nodes can pull and that runs until it gets SIGTERM: --image NAME'
    return { found: text, findings: [{ severity: 'warning', text, remedy }] }
  },
}
