import { isCustom, type Resource } from '../client/index.ts'
import { order } from './control.ts'
import { type Installation, install } from './install.ts'
import { type ServiceOptions, serveReference } from './reference.ts'

/** A kind that the embedded cluster is to serve. */
export interface ServedKind {
  readonly kind: Resource
  readonly install: Installation
}

/** The embedded cluster for other clients, with a kind of their own installed. */
export async function serveKind(options: ServiceOptions, served?: ServedKind) {
  if (!served || !isCustom(served.kind)) return serveReference(options)
  const cluster = await serveReference({ ...options, resource: served.kind })
  try {
    await install(cluster.kubeconfig, served.install, console.error)
    const refusal = options.controller ? await order(cluster.control, '/controller/start') : undefined
    if (refusal) throw new Error(`the controller of ${served.kind.kind} does not start: ${refusal.message}`)
    return cluster
  } catch (error) {
    await cluster.stop()
    throw error
  }
}
