import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Manifest } from '../client/index.ts'
import { object, seen } from '../observe/testing.ts'
import { type Wait, waits } from '../patience/index.ts'
import { acting } from './acting-testing.ts'
import { HarnessError } from './errors.ts'
import { Workloads } from './workloads.ts'

function staged(refusal?: number) {
  const acts = acting([], refusal)
  const { trace, actions, header } = acts
  const { kind } = header
  const awaited: { wait: Wait; what: string; met: () => boolean }[] = []
  const observation = {
    object: ({ plural }: { plural: string }, name: string) =>
      trace.objects(plural).find(({ metadata }) => metadata.name === name),
    await: async (wait: Wait, what: string, met: () => boolean) => void awaited.push({ wait, what, met }),
  }
  const workloads = new Workloads({ kind, image: 'image:1' }, actions, observation as never)
  const created = () => acts.sent.map(([, , , manifest]) => manifest as Manifest & { spec: Record<string, unknown> })
  return { ...acts, kind, awaited, workloads, created }
}

interface Template {
  readonly spec: { readonly containers: Record<string, unknown>[] }
}

describe('a workload of a scenario', () => {
  it('is created, and waited for until it is seen', async () => {
    const { workloads, created, awaited, trace, recorded } = staged()
    await workloads.create('web', 3)
    const [manifest] = created()
    expect(manifest).to.deep.include({ apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'web' } })
    expect(manifest?.spec).to.deep.include({ replicas: 3, serviceName: 'web' })
    expect(manifest?.spec).to.not.have.property('volumeClaimTemplates')
    expect(recorded()).to.have.length(1)
    const [{ wait, what, met } = {} as never] = awaited
    expect([wait, what, met()]).to.deep.equal([waits.barrierPasses, 'web is seen', false])
    trace.add(seen('statefulsets', 'ADDED', object('web')))
    expect(met()).to.equal(true)
  })

  it('gets what every set of the scenario has, and what is its own', async () => {
    const { workloads, created } = staged()
    workloads.defaults.fields = { podManagementPolicy: 'Parallel', minReadySeconds: 1 }
    workloads.defaults.claims.push('data', 'log')
    workloads.defaults.container = { tty: true }
    await workloads.create('web', 1, { minReadySeconds: 2 })
    const [{ spec } = {} as never] = created()
    expect(spec).to.deep.include({ podManagementPolicy: 'Parallel', minReadySeconds: 2 })
    const claims = spec['volumeClaimTemplates'] as Manifest[]
    expect(claims.map(({ metadata }) => metadata.name)).to.deep.equal(['data', 'log'])
    const { containers } = (spec['template'] as Template).spec
    expect(containers.map(({ tty }) => tty)).to.deep.equal(containers.map(() => true))
  })

  it('that is refused is not waited for', async () => {
    const { workloads, awaited, kinds } = staged(422)
    await workloads.create('web', 1)
    expect(awaited).to.deep.equal([])
    expect(kinds()).to.equal('action answered')
  })

  it('is created again as it was', async () => {
    const { workloads, created } = staged()
    await workloads.create('web', 1, { minReadySeconds: 2 })
    await workloads.create('other', 1)
    await workloads.createAgain('web')
    const [first, , again] = created()
    expect(again).to.deep.equal(first)
  })

  it('is not created again where it never was', async () => {
    const { workloads, sent } = staged()
    const error = await workloads.createAgain('web').catch((each: Error) => each)
    expect(error).to.be.instanceOf(HarnessError)
    expect((error as Error).message).to.equal('StatefulSet web was not created before in this scenario')
    expect(sent).to.deep.equal([])
  })

  it('is scaled by its subresource, changed by a merge patch, and deleted', async () => {
    const { workloads, sent, kind } = staged()
    await workloads.scale('web', 5)
    await workloads.change('web', { minReadySeconds: 1 })
    await workloads.delete('web', 'Orphan')
    const ref = { resource: kind, namespace: 'ns', name: 'web' }
    expect(sent).to.deep.equal([
      ['patch', { ...ref, subresource: 'scale' }, 'merge', { spec: { replicas: 5 } }],
      ['patch', ref, 'merge', { spec: { minReadySeconds: 1 } }],
      ['remove', ref, { propagationPolicy: 'Orphan' }],
    ])
  })
})
