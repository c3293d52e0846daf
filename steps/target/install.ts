import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import {
  type Api,
  ApiError,
  conditionIsTrue,
  isGone,
  type KubeObject,
  type Manifest,
  type Resource,
} from '../client/index.ts'
import { alarm, askAgain, every, stretched, waits } from '../patience/index.ts'
import { withApi } from './with-api.ts'

/** An object that must have a condition before anything is certified. */
interface Awaited {
  readonly apiVersion: string
  readonly plural: string
  readonly namespace?: string | undefined
  readonly name: string
  readonly condition: string
}

/** What the kind under certification needs on a cluster: manifests that are applied, then a command, then conditions. */
export interface Installation {
  readonly manifests: readonly Manifest[]
  readonly command?: readonly string[]
  readonly wait: readonly Awaited[]
}

/** What was installed, to be removed after the run. */
interface Installed {
  remove(): Promise<void>
}

const AGENT = 'statefulset-conformance (install)'

const definitions: Resource = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  plural: 'customresourcedefinitions',
  kind: 'CustomResourceDefinition',
  namespaced: false,
}

/**
 * Installs what a kind needs on the cluster of a kubeconfig. What is there already stays as it is, and is not removed.
 * @throws Error that names the object or the command that failed; then nothing of it is left
 */
export async function install(
  kubeconfig: string,
  installation: Installation | undefined,
  progress: (line: string) => void,
): Promise<Installed> {
  const { manifests = [], command, wait = [] } = installation ?? {}
  const created: Placed[] = []
  const remove = () => withApi(kubeconfig, AGENT, (api) => removeAll(api, created))
  if (manifests.length === 0 && !command && wait.length === 0) return { async remove() {} }
  try {
    await withApi(kubeconfig, AGENT, async (api) => {
      for (const manifest of manifests) {
        const placed = await apply(api, manifest)
        if (placed) created.push(placed)
        if (manifest.kind === definitions.kind) await established(api, manifest)
      }
    })
    if (command) await run(command, kubeconfig, progress)
    await withApi(kubeconfig, AGENT, async (api) => {
      for (const each of wait) await hasCondition(api, each)
    })
    return { remove }
  } catch (error) {
    await remove()
    throw error
  }
}

interface Placed {
  readonly resource: Resource
  readonly namespace: string | undefined
  readonly name: string
}

/** @returns the object, unless it was there */
async function apply(api: Api, manifest: Manifest): Promise<Placed | undefined> {
  const resource = await resourceOf(api, manifest)
  const namespace = resource.namespaced ? (manifest.metadata.namespace ?? 'default') : undefined
  const name = String(manifest.metadata.name)
  try {
    await api.create(resource, namespace, manifest)
    return { resource, namespace, name }
  } catch (error) {
    if (error instanceof ApiError && error.code === 409) return undefined
    throw new Error(`${manifest.kind} ${name} cannot be installed`, { cause: error })
  }
}

interface Discovered {
  readonly resources: readonly { readonly name: string; readonly kind: string; readonly namespaced: boolean }[]
}

async function resourceOf(api: Api, { apiVersion, kind }: Manifest): Promise<Resource> {
  if (kind === definitions.kind) return definitions
  const [version = '', group = ''] = apiVersion.split('/').reverse()
  const path = group ? `/apis/${apiVersion}` : `/api/${apiVersion}`
  const { resources: served } = await api.ask<Discovered>('GET', path)
  const found = served.find((each) => each.kind === kind && !each.name.includes('/'))
  if (!found) throw new Error(`the server does not serve ${kind} of ${apiVersion}, which is to be installed`)
  return { group, version, plural: found.name, kind, namespaced: found.namespaced }
}

/** A definition is established before every server has the routes of its kind; that has no event. */
async function established(api: Api, { metadata, spec }: Manifest): Promise<void> {
  const name = String(metadata.name)
  await hasCondition(api, {
    apiVersion: 'apiextensions.k8s.io/v1',
    plural: definitions.plural,
    name,
    condition: 'Established',
  })
  const { group, names, versions } = spec as {
    readonly group: string
    readonly names: { readonly plural: string }
    readonly versions: readonly { readonly name: string; readonly served: boolean }[]
  }
  for (const { name: version, served } of versions) {
    if (!served) continue
    const answers = async () => (await api.ask('GET', `/apis/${group}/${version}/${names.plural}?limit=1`)) as object
    await askAgain(answers, {
      what: `the server serves ${names.plural}.${version}.${group}`,
      every: every.namespace,
      atMost: waits.clusterActs.ms,
    })
  }
}

async function hasCondition(api: Api, { apiVersion, plural, namespace, name, condition }: Awaited): Promise<void> {
  const [version = '', group = ''] = apiVersion.split('/').reverse()
  const resource: Resource = { group, version, plural, kind: plural, namespaced: namespace !== undefined }
  const isMet = (object: KubeObject) => object.metadata.name === name && conditionIsTrue(object, condition)
  const over = new AbortController()
  const cancel = alarm(stretched(waits.clusterWorks.ms), () => over.abort())
  try {
    const { items, metadata } = await api.list<KubeObject>(resource, namespace)
    if (items.some(isMet)) return
    const events = await api.watch(resource, namespace, metadata.resourceVersion, over.signal)
    for await (const { type, object } of events) if ((type === 'ADDED' || type === 'MODIFIED') && isMet(object)) return
    throw new Error('the server ended the watch')
  } catch (cause) {
    throw new Error(
      `expected ${plural} ${name} to be ${condition} within ${stretched(waits.clusterWorks.ms)} ms of its installation, found that it is not`,
      { cause },
    )
  } finally {
    cancel()
    over.abort()
  }
}

async function run([program = '', ...args]: readonly string[], kubeconfig: string, progress: (line: string) => void) {
  const folder = await mkdtemp(join(tmpdir(), 'statefulset-conformance-install-'))
  const file = join(folder, 'kubeconfig')
  try {
    await writeFile(file, kubeconfig, { mode: 0o600 })
    progress(`installing: ${[program, ...args].join(' ')}`)
    await execa(program, args, { env: { KUBECONFIG: file }, stdin: 'ignore' })
  } catch (cause) {
    throw new Error(`the command that installs the controller failed: ${[program, ...args].join(' ')}`, { cause })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function removeAll(api: Api, created: Placed[]): Promise<void> {
  for (const { resource, namespace, name } of created.splice(0).reverse()) {
    const ref = { resource, name, ...(namespace !== undefined && { namespace }) }
    await api.remove(ref).catch((error: unknown) => {
      if (!isGone(error)) throw error
    })
  }
}
