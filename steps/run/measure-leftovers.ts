/**
 * Verifies that a killed run leaves nothing behind after `cleanup`. Not a test but a measurement: `npm run measure:leftovers -- --kills 10`.
 *
 * A real control plane, which this process owns, is certified by another process, which is killed with SIGKILL at a
 * random moment; then `cleanup` runs. Everything on the cluster must be what it was before, by identity and by content.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { execa } from 'execa'
import { type Api, connect, type KubeObject, resources } from '../client/index.ts'
import { askAgain, every, monotonic, pause, waits } from '../patience/index.ts'
import { startControlPlane } from '../target/control-plane/index.ts'
import { statefulSetKind } from '../target/index.ts'
import { simulateNodes } from '../target/reference.ts'
import { HOLD_FINALIZER, RUN_LABEL } from '../world/labels.ts'
import { workloadManifest } from '../world/manifest.ts'
import { differences, inventory } from './inventory.ts'

const { values } = parseArgs({
  options: {
    assets: { type: 'string' },
    kills: { type: 'string', default: '10' },
    within: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
  },
})
const root = join(import.meta.dirname, '../..')
const where = values.assets ? { assets: values.assets } : {}
const plane = await startControlPlane({ controller: 'upstream', progress: console.error, ...where })
const nodes = await simulateNodes(plane.kubeconfig)
const api = connect(plane.connection, { userAgent: () => 'measure-leftovers', answeredWithin: 60_000 })
const folder = await mkdtemp(join(tmpdir(), 'statefulset-conformance-traces-'))
const kubeconfig = join(folder, 'kubeconfig')
await writeFile(kubeconfig, plane.kubeconfig, { mode: 0o600 })
let seed = Number(values.seed)
let failures = 0
try {
  await bystander(api)
  const before = await inventory(api)
  console.log(`${before.size} objects before`)
  for (let kill = 1; kill <= Number(values.kills); kill++) failures += await killed(kill, before)
  console.log(`${failures} of ${values.kills} kills left something behind or changed something`)
} finally {
  await api.close()
  await nodes.stop()
  await plane.stop()
  await rm(folder, { recursive: true })
}
process.exitCode = failures > 0 ? 1 : 0

/** A workload of somebody else, with a claim, which nothing may touch. */
async function bystander(to: Api): Promise<void> {
  const namespace = 'bystander'
  const metadata = { name: namespace }
  await to.create(resources.namespaces, undefined, { apiVersion: 'v1', kind: 'Namespace', metadata })
  const template = {
    metadata: { name: 'data' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Mi' } } },
  }
  const setting = { kind: statefulSetKind, image: 'none:1' }
  const fields = { volumeClaimTemplates: [template], template: { spec: { readinessGates: null } } }
  await to.create(statefulSetKind, namespace, workloadManifest(setting, 'web', 2, fields))
  await askAgain(
    async () => {
      const { status } = await to.get<KubeObject>({ resource: statefulSetKind, namespace, name: 'web' })
      return status?.['readyReplicas'] === 2 || undefined
    },
    { what: 'the bystander is ready', every: every.namespace, atMost: waits.sentinelReady.ms },
  )
}

/** @returns 1 if anything differs afterwards. */
async function killed(kill: number, before: ReadonlyMap<string, string>): Promise<number> {
  const at = Math.round((0.5 + pseudoRandom() * (Number(values.within) - 0.5)) * 1_000)
  const command = ['steps/run/cli.mjs', 'certify', '--target', 'kubeconfig', '--kubeconfig', kubeconfig]
  const output = ['--parallel', '2', '--output', join(folder, 'evidence')]
  const suite = execa(process.execPath, [...command, ...output], { cwd: root, reject: false, all: true })
  await Promise.race([pause(at), suite])
  suite.kill('SIGKILL')
  const { signal, exitCode } = await suite
  const left = await api.list<KubeObject>(resources.namespaces, undefined, `?labelSelector=${RUN_LABEL}`)
  const pods = await api.list<KubeObject>(resources.pods)
  const held = pods.items.filter(({ metadata }) => metadata.finalizers?.includes(HOLD_FINALIZER)).length
  const began = monotonic()
  const words = ['steps/run/cli.mjs', 'cleanup', '--kubeconfig', kubeconfig]
  const cleanup = await execa(process.execPath, words, { cwd: root, reject: false, all: true })
  const took = ((monotonic() - began) / 1_000).toFixed(1)
  const changed = await lasting(before)
  const verdict = changed.length === 0 && cleanup.exitCode === 0 ? 'as before' : `DIFFERS: ${changed.join('; ')}`
  const ended = signal ?? `ended by itself with ${exitCode}`
  console.log(
    `kill ${kill} after ${at / 1_000} s (${ended}): ${left.items.length} namespaces, ${held} held Pods; cleanup ${cleanup.exitCode} in ${took} s; ${verdict}`,
  )
  return changed.length === 0 && cleanup.exitCode === 0 ? 0 : 1
}

/** Volumes of claims that are gone go a moment later, by the provisioner's hand. */
async function lasting(before: ReadonlyMap<string, string>): Promise<string[]> {
  let found: string[] = []
  const same = async () => {
    found = differences(before, await inventory(api))
    return found.length === 0 ? true : undefined
  }
  const wait = { what: 'the cluster is as before', every: every.build, atMost: waits.comesTrue.ms }
  await askAgain(same, wait).catch(() => undefined)
  return found
}

/** A fixed sequence, so that two runs are killed alike. */
function pseudoRandom(): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return seed / 2_147_483_648
}
