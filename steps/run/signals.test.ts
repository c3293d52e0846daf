import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { execa } from 'execa'
import { type Api, connect, type KubeObject, resources } from '../client/index.ts'
import { askAgain, waits } from '../patience/index.ts'
import { type ControlPlane, findBinaries, startControlPlane } from '../target/control-plane/index.ts'
import { simulateNodes } from '../target/reference.ts'
import { RUN_LABEL } from '../world/labels.ts'
import { exitCodes } from './errors.ts'

/** Runs on a cluster that they do not own: one is told to stop, another beside it goes on. */
const root = join(import.meta.dirname, '../..')
const absent = await findBinaries({}).then(
  (found) => (found ? false : 'the binaries of the control plane are not built yet; a test builds nothing'),
  (error: Error) => error.message,
)

describe('a run on a cluster of somebody else', { skip: absent }, () => {
  let plane: ControlPlane
  let nodes: { stop(): Promise<void> }
  let api: Api
  let folder: string

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'statefulset-conformance-signals-'))
    plane = await startControlPlane({ controller: 'upstream', progress: () => {} })
    nodes = await simulateNodes(plane.kubeconfig)
    api = connect(plane.connection, { userAgent: () => 'test', answeredWithin: waits.requestAnswered.ms })
    await writeFile(join(folder, 'kubeconfig'), plane.kubeconfig, { mode: 0o600 })
  })
  after(async () => {
    await api?.close()
    await nodes?.stop()
    await plane?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  function certify(output: string, ...selection: string[]) {
    const where = [
      '--target',
      'kubeconfig',
      '--kubeconfig',
      join(folder, 'kubeconfig'),
      '--output',
      join(folder, output),
    ]
    const command = ['steps/run/cli.mjs', 'certify', ...where, ...selection]
    return execa(process.execPath, command, { cwd: root, all: true, reject: false })
  }
  const namespaces = async () =>
    (await api.list<KubeObject>(resources.namespaces, undefined, `?labelSelector=${RUN_LABEL}`)).items
  const runs = async () => new Set((await namespaces()).map(({ metadata }) => metadata.labels?.[RUN_LABEL]))

  it('ends when it is told to, and leaves nothing; another beside it does not notice', async () => {
    const stopped = certify('stopped', '--family', 'ORD', '--parallel', '2')
    const wait = { every: 100, atMost: waits.sentinelReady.ms }
    await askAgain(async () => (await namespaces()).length > 2 || undefined, { what: 'a scenario runs', ...wait })
    const other = certify('other', '--guarantee', 'SS-ORD-001', '--parallel', '1')
    await askAgain(async () => (await runs()).size > 1 || undefined, { what: 'another run is at work', ...wait })
    stopped.kill('SIGINT')
    const [told, kept] = await Promise.all([stopped, other])
    expect(told.exitCode, told.all).to.equal(exitCodes.harnessError)
    expect(told.all).to.include('SIGINT: stopping what was started')
    expect(kept.exitCode, kept.all).to.equal(exitCodes.conformant)
    // In haste it waits for a while only; what it has asked to be removed goes all the same.
    await askAgain(async () => (await namespaces()).length === 0 || undefined, {
      what: 'nothing is left',
      ...wait,
      atMost: waits.cleanupFinishes.ms,
    })
  })
})
