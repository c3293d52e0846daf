/**
 * The DNS service of the cluster: the names that Services and EndpointSlices give, by the Kubernetes DNS specification,
 * over UDP and TCP. A StatefulSet's promise of stable network names is kept here as much as by its controller.
 *
 * It is an API client like the other parts, so it serves a real control plane as well. The answer to a question is a
 * function of the question and the records (answer.ts), those of a Service and its slices (records.ts); only serve.ts
 * knows sockets. Octets that are no query get an error or nothing.
 *
 * Not done: recursion (names of other zones are refused), records of Pods by their address, zone transfers, DNSSEC.
 */
import { type EndpointSlice, endpointSlices, type Service, services } from '../client/index.ts'
import { assembly, type PartContext, type RunningPart } from '../part.ts'
import { replyTo } from './reply.ts'
import { serveDns } from './serve.ts'
import { serviceIndex } from './service-index.ts'

/** The default of kubeadm, and so of most clusters. */
const CLUSTER_DOMAIN = 'cluster.local'

/** Serves the names of all Services until stopped. */
export async function startDns(context: PartContext, domain = CLUSTER_DOMAIN): Promise<RunningPart> {
  const part = assembly(context, 'DNS server')
  const index = serviceIndex(domain, context.rules.recordsOf)
  part.follow<EndpointSlice>(endpointSlices, index.takeSlice)
  part.follow<Service>(services, index.takeService)
  const running = await part.start()
  const server = await serveDns((query, transport) => {
    try {
      return replyTo(query, index.names(), transport)
    } catch (error) {
      context.onError(error)
      return undefined
    }
  })
  return {
    resolver: { address: server.address, port: server.port, domain },
    async stop() {
      await server.stop()
      await running.stop()
    },
  }
}
