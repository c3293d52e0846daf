import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { stringify } from 'yaml'
import { type KubeconfigFile, mergeKubeconfigs } from './merge.ts'

/** Where to look, as the user says it; without a word of the user, where kubectl looks. */
export interface Whereabouts {
  readonly kubeconfig?: string
  readonly context?: string
}

/** What of the surroundings matters; a test has its own. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  /** Where a Pod finds the token of its service account. */
  readonly serviceAccount: string
}

const here = (): Surroundings => ({
  env: process.env,
  home: homedir(),
  serviceAccount: '/var/run/secrets/kubernetes.io/serviceaccount',
})

/** What the context of a Pod's service account is called here. */
const IN_CLUSTER = 'in-cluster'

/** A kubeconfig of one context, complete in itself, and that context's name. */
export interface Found {
  readonly text: string
  readonly context: string
}

/**
 * Finds the cluster that the user means: the file named, else all files of KUBECONFIG merged, else ~/.kube/config, else
 * the service account of the Pod that this runs in.
 * @throws Error saying where it looked.
 */
export async function findKubeconfig({ kubeconfig, context }: Whereabouts, around = here()): Promise<Found> {
  if (kubeconfig) return mergeKubeconfigs([await read(resolve(kubeconfig))], context)
  const listed = around.env['KUBECONFIG']?.split(delimiter).filter(Boolean) ?? []
  const paths = listed.length > 0 ? listed : [join(around.home, '.kube', 'config')]
  const files = (await Promise.all(paths.map((path) => read(resolve(path)).catch(absent)))).flatMap(
    (file) => file ?? [],
  )
  if (files.length > 0) return mergeKubeconfigs(files, context)
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port = '443' } = around.env
  if (host && context && context !== IN_CLUSTER)
    throw new Error(
      `there is no context ${context}: ${paths.join(', ')} does not exist, only this Pod’s service account`,
    )
  if (host) return inCluster(`https://${host.includes(':') ? `[${host}]` : host}:${port}`, around.serviceAccount)
  throw new Error(
    `there is no kubeconfig: ${paths.join(', ')} does not exist and this is no Pod; name a file with --kubeconfig`,
  )
}

async function read(file: string): Promise<KubeconfigFile> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const why = UNREADABLE[cause.code ?? ''] ?? cause.message
    throw Object.assign(new Error(`the kubeconfig ${file} ${why}`, { cause }), { code: cause.code })
  })
  return { text, folder: dirname(file), file }
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EISDIR: 'is a folder',
  EACCES: 'must not be read by this user',
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

function inCluster(server: string, folder: string): Found {
  const name = IN_CLUSTER
  const text = stringify({
    'current-context': name,
    contexts: [{ name, context: { cluster: name, user: name } }],
    clusters: [{ name, cluster: { server, 'certificate-authority': join(folder, 'ca.crt') } }],
    users: [{ name, user: { tokenFile: join(folder, 'token') } }],
  })
  return { text, context: name }
}
