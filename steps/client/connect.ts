import { accessBy, type Connection } from './access.ts'
import { type Api, apiOver, type ClientOptions } from './api.ts'
import type { Found, LookupOptions } from './kubeconfig/index.ts'

/** Connects with what is known already: nothing is read, nothing but the HTTP client is loaded. */
export const connect = (connection: Connection, options: ClientOptions): Api => apiOver(accessBy(connection), options)

/**
 * Connects to the current context of a kubeconfig (YAML text), with its credentials.
 * @throws Error naming the field that is missing, wrong or not supported.
 */
export async function connectByKubeconfig(kubeconfig: string, options: ClientOptions): Promise<Api> {
  const { readKubeconfig } = await kubeconfigs()
  const { answeredWithin } = options
  return apiOver(readKubeconfig(kubeconfig, { env: process.env, now: Date.now, answeredWithin }), options)
}

/**
 * Finds the cluster that the user means, as kubectl does.
 * @throws Error that names the locations searched.
 */
export const findKubeconfig = async (where: LookupOptions): Promise<Found> =>
  (await kubeconfigs()).findKubeconfig(where)

/** A kubeconfig as plain data. Its credentials must not expire: those that kind writes do not. */
export const connectionOf = async (kubeconfig: string): Promise<Connection> =>
  (await kubeconfigs()).connectionOf(kubeconfig)

/** @kubernetes/client-node takes half a second and 90 MB to load, in each thread: only who reads kubeconfigs pays. */
const kubeconfigs = () => import('./kubeconfig/index.ts')
