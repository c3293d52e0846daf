import { type EndpointSlice, type KubeObject, resources } from '../client/index.ts'
import { lack, type Question } from './answer.ts'

const query = (selector: string) => `?labelSelector=${encodeURIComponent(selector)}`

/** A convention of all installers: the Service of the cluster's DNS has this label, regardless of its implementation. */
export const dns: Question = {
  what: 'cluster DNS',
  decides: ['dns'],
  async ask({ api }) {
    const { items } = await api.list<KubeObject>(resources.services, 'kube-system', query('k8s-app=kube-dns'))
    const service = items[0]?.metadata.name
    const remedy = 'run CoreDNS behind a Service with the label k8s-app=kube-dns in kube-system'
    if (!service) return lack('dns', 'there is no cluster DNS: kube-system has no Service k8s-app=kube-dns', remedy)
    const slices = await api.list<EndpointSlice>(
      resources.endpointSlices,
      'kube-system',
      query(`kubernetes.io/service-name=${service}`),
    )
    const ready = slices.items.flatMap(({ endpoints }) => endpoints ?? []).filter(({ conditions }) => conditions?.ready)
    if (ready.length === 0) return lack('dns', `nothing ready serves the DNS Service kube-system/${service}`, remedy)
    return { found: `kube-system/${service}, ${ready.length} ready endpoints`, capabilities: ['dns'] }
  },
}
