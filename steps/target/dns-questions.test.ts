import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { request } from 'undici'
import { type Api, connectByKubeconfig, type KubeObject, type Manifest, resources } from '../client/index.ts'
import { askOverWire, type Resolver } from '../resolver/index.ts'
import { expectedOf, filledQuestions, inLine, questionList } from '../resolver/questions.ts'
import { startTarget, type Target } from './index.ts'

const NAMESPACE = 'names'

describe('the DNS of the embedded cluster', () => {
  let target: Target
  let api: Api
  let resolver: Resolver
  const clusterIPs: Record<string, string> = {}

  before(async () => {
    target = await startTarget('reference', { parallel: 1, progress: () => {} })
    api = await connectByKubeconfig(target.kubeconfigs[0] ?? '', { userAgent: () => 'a-test', answeredWithin: 60_000 })
    await api.create(resources.namespaces, undefined, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: NAMESPACE },
    })
    for (const object of questionList().objects) {
      const resource = resources.resourceOfKind(object.kind)
      if (!resource) throw new Error(`expected a kind that the suite knows, found ${object.kind}`)
      const { metadata, spec } = await api.create<KubeObject>(resource, NAMESPACE, object as unknown as Manifest)
      clusterIPs[metadata.name] = String(spec?.['clusterIP'])
    }
    const { url = '', token } = target.controls[0] ?? {}
    const headers = { authorization: `Bearer ${token}` }
    const asked = async (path: string) => (await request(`${url}${path}`, { headers })).body.json()
    resolver = ((await asked('/')) as { capabilities: { dns: Resolver } }).capabilities.dns
    await asked('/rest?waitMs=30000&dueWithinMs=100')
  })

  after(async () => {
    await api?.close()
    await target?.stop()
  })

  it('answers the list of questions by the specification, over UDP and over TCP', async () => {
    const setting = { namespace: NAMESPACE, domain: resolver.domain, clusterIPs }
    for (const question of filledQuestions(setting)) {
      const { type } = question
      const name = question.name.endsWith('.') ? question.name.slice(0, -1) : `${question.name}.${resolver.domain}`
      for (const transport of ['udp', 'tcp'] as const) {
        const signal = AbortSignal.timeout(10_000)
        const answer = await askOverWire(resolver, { name, type }, { transport, signal })
        expect(inLine(answer, type), `${transport} ${type} ${name}`).to.equal(expectedOf(question, 'ours'))
      }
    }
  })
})
