import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { execa } from 'execa'
import { parse, parseAllDocuments, stringify } from 'yaml'
import { type Api, connect } from '../client/index.ts'
import { waits } from '../patience/index.ts'
import { roleManifest } from '../survey/index.ts'
import { type ControlPlane, findBinaries, startControlPlane } from '../target/control-plane/index.ts'
import { statefulSetKind } from '../target/index.ts'
import { simulateNodes } from '../target/reference.ts'
import { exitCodes } from './errors.ts'

/** The permissions that doctor prints, put to the proof on a control plane that holds everybody to them. */
const root = join(import.meta.dirname, '../..')
const absent = await findBinaries({}).then(
  (found) => (found ? false : 'the binaries of the control plane are not built yet; a test builds nothing'),
  (error: Error) => error.message,
)

interface Rule {
  resources: string[]
  verbs: string[]
}

describe('the printed permissions', { skip: absent }, () => {
  const RBAC = '/apis/rbac.authorization.k8s.io/v1'
  let plane: ControlPlane
  let nodes: { stop(): Promise<void> }
  let admin: Api
  let folder: string
  let kubeconfig: string

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'statefulset-conformance-rbac-'))
    kubeconfig = join(folder, 'kubeconfig')
    plane = await startControlPlane({ controller: 'upstream', authorization: 'RBAC', progress: () => {} })
    nodes = await simulateNodes(plane.kubeconfig)
    admin = connect(plane.connection, { userAgent: () => 'test', answeredWithin: waits.requestAnswered.ms })
    const [account, role, binding] = parseAllDocuments(roleManifest(statefulSetKind, 'default')).map((each) =>
      each.toJS(),
    )
    await admin.ask('POST', '/api/v1/namespaces/default/serviceaccounts', account)
    await admin.ask('POST', `${RBAC}/clusterroles`, role)
    await admin.ask('POST', `${RBAC}/clusterrolebindings`, binding)
    const path = '/api/v1/namespaces/default/serviceaccounts/statefulset-conformance/token'
    const asked = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} }
    const { status } = await admin.ask<{ status: { token: string } }>('POST', path, asked)
    const config = parse(plane.kubeconfig)
    config.users[0].user = { token: status.token }
    await writeFile(kubeconfig, stringify(config), { mode: 0o600 })
  })
  after(async () => {
    await admin?.close()
    await nodes?.stop()
    await plane?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  function run(...words: string[]) {
    const command = ['steps/run/cli.mjs', ...words, '--kubeconfig', kubeconfig]
    return execa(process.execPath, command, { cwd: root, all: true, reject: false })
  }

  for (const [guarantee, what] of [
    ['SS-ORD-001', 'Pods'],
    ['SS-STO-001', 'claims and volumes'],
    ['SS-PVC-011', 'owners beside the set'],
    ['SS-VAL-013', 'a status that is written'],
    ['SS-ECO-006', 'rollouts by kubectl'],
  ] as const)
    it(`suffice for a run with ${what}`, async () => {
      const options = ['--guarantee', guarantee, '--parallel', '1', '--output', join(folder, 'evidence')]
      const { exitCode, all } = await run('certify', '--target', 'kubeconfig', ...options)
      expect(exitCode, all).to.equal(exitCodes.conformant)
    })

  it('are all that doctor asks for', async () => {
    const { all } = await run('doctor')
    expect(all).to.match(/permissions +(\d+) of \1 verbs allowed/)
  })

  for (const [resource, verb, exitCode] of [
    ['pods/status', 'patch', exitCodes.harnessError],
    ['nodes', 'list', exitCodes.incomplete],
  ] as const)
    it(`are missed by doctor one by one: ${verb} ${resource}`, async () => {
      const role = await admin.ask<{ rules: Rule[] }>('GET', `${RBAC}/clusterroles/statefulset-conformance`)
      const rules = role.rules.flatMap((rule) => {
        const verbs = rule.resources.includes(resource) ? rule.verbs.filter((each) => each !== verb) : rule.verbs
        return verbs.length > 0 ? [{ ...rule, verbs }] : []
      })
      const path = `${RBAC}/clusterroles/statefulset-conformance`
      const { metadata: _, ...rest } = role as typeof role & { metadata: unknown }
      await admin.ask('PUT', path, { ...rest, metadata: { name: 'statefulset-conformance' }, rules })
      const { exitCode: found, all } = await run('doctor')
      await admin.ask('PUT', path, { ...rest, metadata: { name: 'statefulset-conformance' }, rules: role.rules })
      expect(all).to.include(`not allowed: ${verb} ${resource} (`)
      expect(found).to.equal(exitCode)
    })
})
