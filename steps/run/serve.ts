import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { CONTROL_TOKEN, choiceOf, serveReference } from '../target/index.ts'
import { exitCodes, UsageError } from './errors.ts'
import { interrupted } from './interruption.ts'
import { targetFileOf } from './target-file/index.ts'
import { validateGates, validateMutant } from './validate-options.ts'

export interface ServeOptions {
  port: number
  listen: string
  controller: 'reference' | 'none'
  logRequests?: boolean
  kubeconfig?: string
  kubernetes?: string
  featureGates?: string
  mutant?: string
  /** In seconds. */
  podStartDelay: number
  kindFile?: string
}

// The first line of every kubeconfig that is written here: only such a file is ever written over.
const MARK = '# of statefulset-conformance serve; valid while it runs'

/** Runs an embedded cluster for kubectl and other clients until it is interrupted. */
export async function serve(options: ServeOptions): Promise<number> {
  const { port, listen, controller, mutant, podStartDelay, logRequests } = options
  await validateGates(options)
  if (mutant !== undefined && controller === 'none')
    throw new UsageError(
      `mutant ${mutant} is a reference controller, which --controller none leaves out: give one of the two`,
    )
  if (mutant !== undefined) await validateMutant(mutant, { ...options, target: 'reference' })
  const { kind, install } = await targetFileOf({ ...options, target: 'reference' })
  const place = kubeconfigPlace(options.kubeconfig)
  // Signal handlers come first: an interruption during the start also stops it cleanly.
  const end = interrupted()
  try {
    const parts = {
      controller: controller === 'reference',
      choice: choiceOf(options),
      lifelike: { podStartDelayMs: podStartDelay * 1000 },
      ...(mutant !== undefined && { mutant }),
      ...(logRequests ? { log: (line: string) => console.error(line) } : {}),
    }
    const cluster = await serveReference({ port, host: listen, ...parts }, { kind, install })
    writeFileSync(place.file, `${MARK}\n${cluster.kubeconfig}`, { mode: 0o600 })
    chmodSync(place.file, 0o600)
    announce(cluster, { ...options, kind: kind.kind }, place.file)
    await end
    await cluster.stop()
    console.log('stopped')
    return exitCodes.conformant
  } finally {
    place.remove()
  }
}

interface Served {
  readonly url: string
  readonly ca: string
  readonly control: { readonly url: string; readonly token: string }
  readonly resolver: { readonly address: string; readonly port: number; readonly domain: string } | undefined
}

function announce(
  cluster: Served,
  { listen, controller, mutant, kind }: ServeOptions & { kind: string },
  file: string,
): void {
  const reference =
    mutant === undefined ? 'the reference controller' : `the mutant ${mutant} of the reference controller`
  const run = controller === 'none' ? `no ${kind} controller` : reference
  console.log(`serving ${cluster.url} with simulated nodes and ${run}; Ctrl-C stops it`)
  if (listen !== DEFAULT_LISTEN) console.log(`others reach it with the kubeconfig; its CA is\n${cluster.ca.trim()}`)
  const { resolver } = cluster
  if (resolver) console.log(`DNS: ${resolver.address}, port ${resolver.port} (UDP and TCP), domain ${resolver.domain}`)
  const { url, token } = cluster.control
  console.log(`control: ${url} (certify --control)\nexport ${CONTROL_TOKEN}=${quoted(token)}`)
  console.log(`kubeconfig: ${file}\nexport KUBECONFIG=${quoted(file)}`)
}

export const DEFAULT_LISTEN = '127.0.0.1'

/** The file of the user, or a temporary folder that is removed with the server. */
function kubeconfigPlace(wanted: string | undefined): { file: string; remove(): void } {
  if (wanted === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'statefulset-conformance-serve-'))
    return { file: join(folder, 'kubeconfig'), remove: () => rmSync(folder, { recursive: true, force: true }) }
  }
  const file = resolve(wanted)
  const isForeign = existsSync(file) && !readFileSync(file, 'utf8').startsWith(MARK)
  if (isForeign) throw new UsageError(`${file} is a file of somebody else's: name one that does not exist yet`)
  return { file, remove: () => rmSync(file, { force: true }) }
}

/** As a shell reads it. */
function quoted(text: string): string {
  return /^[\w./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}
