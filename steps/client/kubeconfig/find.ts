import { homedir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { findHomeDir } from '@kubernetes/client-node'
import { MergedKubeconfig } from './merged-kubeconfig.ts'

/** The locations given by the user; without them, those of kubectl. */
export interface LookupOptions {
  readonly kubeconfig?: string
  readonly context?: string
}

/** The environment that lookups depend on; a test has its own. */
export interface LookupEnvironment {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  /** The folder of the service account of a Pod. */
  readonly root: string
}

const here = (): LookupEnvironment => ({ env: process.env, home: findHomeDir() ?? homedir(), root: '' })

/** The name of the context for the service account of a Pod. */
const IN_CLUSTER = 'in-cluster'

/** A kubeconfig of one context, complete in itself, and that context's name. */
export interface Found {
  readonly text: string
  readonly context: string
}

/**
 * Finds the cluster that the user means: the file named, else all files of KUBECONFIG merged, else ~/.kube/config, else
 * the service account of the Pod that this runs in.
 * @throws Error that names the locations searched.
 */
export async function findKubeconfig({ kubeconfig, context }: LookupOptions, around = here()): Promise<Found> {
  if (kubeconfig) return choose([load(resolve(kubeconfig))], [resolve(kubeconfig)], context)
  const listed = around.env['KUBECONFIG']?.split(delimiter).filter(Boolean) ?? []
  const paths = (listed.length > 0 ? listed : [join(around.home, '.kube', 'config')]).map((path) => resolve(path))
  const loaded = paths.flatMap((path) => loadIfThere(path) ?? [])
  if (loaded.length > 0) return choose(loaded, paths, context)
  if (!around.env['KUBERNETES_SERVICE_HOST'])
    throw new Error(
      `there is no kubeconfig: ${paths.join(', ')} does not exist and this is no Pod; name a file with --kubeconfig`,
    )
  if (context && context !== IN_CLUSTER)
    throw new Error(
      `there is no context ${context}: ${paths.join(', ')} does not exist, only this Pod’s service account`,
    )
  return inCluster(around.root)
}

function load(file: string): MergedKubeconfig {
  const config = new MergedKubeconfig()
  config.loadFromFile(file)
  return config
}

function loadIfThere(file: string): MergedKubeconfig | undefined {
  try {
    return load(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** @throws Error naming the context that is missing, and those that there are. */
function choose(configs: readonly MergedKubeconfig[], files: readonly string[], wanted: string | undefined): Found {
  const merged = new MergedKubeconfig()
  for (const config of configs) merged.mergeConfig(config)
  const context = wanted ?? merged.getCurrentContext()
  const names = merged.getContexts().map(({ name }) => name)
  const known = `there are ${names.join(', ') || 'none'}`
  if (!context) throw new Error(`no context is current in ${files.join(', ')}: name one with --context (${known})`)
  if (!names.includes(context)) throw new Error(`there is no context ${context} in ${files.join(', ')} (${known})`)
  return { text: merged.only(context).exportConfig(), context }
}

/** Under a name of our own, with the token file in the field that kubectl reads. */
function inCluster(root: string): Found {
  const config = new MergedKubeconfig()
  config.loadFromCluster(root)
  config.loadFromOptions({
    clusters: config.clusters,
    users: config.users.map(({ name, authProvider }) => ({
      name,
      whole: { tokenFile: authProvider.config.tokenFile },
    })),
    contexts: config.contexts.map((entry) => ({ ...entry, name: IN_CLUSTER })),
    currentContext: IN_CLUSTER,
  })
  return { text: config.exportConfig(), context: IN_CLUSTER }
}
