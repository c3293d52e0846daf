import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { request } from 'undici'
import { type Api, connectByKubeconfig, type KubeObject, resources, type WatchEvent } from '../client/index.ts'
import { findBinaries } from './control-plane/index.ts'
import { isReady, lonely, manifest, marker, NAMESPACE, REQUESTS, statefulSet } from './control-testing.ts'
import { startTarget, statefulSetKind, type Target, type TargetOptions } from './index.ts'

const absent = await findBinaries({}).then(
  (found) => (found ? false : 'the binaries of the control plane are not built yet; a test builds nothing'),
  (error: Error) => error.message,
)

interface Case {
  readonly target: string
  readonly options: Partial<TargetOptions>
  readonly skip: string | false
  readonly offers: readonly string[]
}

const ALL = ['controller-restart', 'clock', 'node-fault', 'refusals', 'forget', 'rest', 'dns']
/** Where the controller is started here, and the machine's clock is the only one. */
const STARTED = ['controller-restart', 'refusals', 'forget', 'dns']
const ON_NODES = ['controller-restart', 'node-fault', 'refusals', 'forget', 'dns']
const cases: readonly Case[] = [
  { target: 'reference', options: {}, skip: false, offers: ALL },
  { target: 'reference', options: { controller: 'none' }, skip: false, offers: ['node-fault', 'forget', 'dns'] },
  { target: 'reference', options: { controller: 'upstream' }, skip: absent, offers: ON_NODES },
  { target: 'control-plane', options: {}, skip: absent, offers: STARTED },
  { target: 'control-plane', options: { controller: 'reference' }, skip: absent, offers: STARTED },
]

for (const { target: name, options, skip, offers } of cases)
  describe(`the control endpoint of ${name} ${JSON.stringify(options)}`, { skip }, () => {
    let target: Target
    let api: Api
    const itIf = (capability: string) => (offers.includes(capability) ? it : () => undefined)
    before(async () => {
      target = await startTarget(name, { ...options, parallel: 1, progress: () => {} })
      api = await connectByKubeconfig(target.kubeconfigs[0] ?? '', {
        userAgent: () => 'a-test',
        answeredWithin: 60_000,
      })
      await api.create(resources.namespaces, undefined, manifest('v1', 'Namespace', NAMESPACE, {}))
    })
    after(async () => {
      await api?.close()
      await target?.stop()
    })

    async function control(method: string, path: string, body?: unknown, token = target.controls[0]?.token) {
      const answer = await request(`${target.controls[0]?.url}${path}`, {
        method: method as 'GET',
        headers: { authorization: `Bearer ${token}` },
        body: body === undefined ? null : JSON.stringify(body),
      })
      const text = await answer.body.text()
      return { code: answer.statusCode, answer: text === '' ? undefined : JSON.parse(text) }
    }

    /** Follows a resource from now on until an event is the one. */
    async function sees(resource: typeof resources.pods, wanted: (event: WatchEvent) => boolean): Promise<WatchEvent> {
      const abort = new AbortController()
      try {
        for await (const event of await api.watch(resource, NAMESPACE, undefined, abort.signal))
          if (wanted(event)) return event
      } finally {
        abort.abort()
      }
      throw new Error(`the watch of ${resource.plural} ended`)
    }

    const createSet = (set: string) => api.create(statefulSetKind, NAMESPACE, statefulSet(set))
    const podAppears = (pod: string) =>
      sees(resources.pods, ({ type, object }) => type === 'ADDED' && object.metadata.name === pod)

    it('lists what it offers', async () => {
      const { code, answer } = await control('GET', '/')
      expect(code).to.equal(200)
      expect(Object.keys(answer.capabilities)).to.deep.equal(offers)
      expect(target.capabilities).to.include.members(offers)
    })

    it('lets nobody in without the token, and says what there is', async () => {
      expect(await control('GET', '/', undefined, 'wrong')).to.deep.include({ code: 401 })
      const { code, answer } = await control('POST', '/controller/explode')
      expect(code).to.equal(404)
      expect(answer.message).to.match(
        /there is no POST \/controller\/explode; there are GET \/, POST \/controller\/start/,
      )
    })

    for (const [capability, method, path, body] of REQUESTS.filter(([each]) => !offers.includes(each)))
      it(`says why it lacks ${capability}`, async () => {
        const { code, answer } = await control(method, path, body)
        expect(code).to.equal(501)
        expect(answer.message).to.match(new RegExp(`needs the capability ${capability}, which this target lacks: \\w+`))
      })

    itIf('controller-restart')('stops, starts and restarts the controller', async () => {
      expect(await control('POST', '/controller/stop')).to.deep.equal({ code: 204, answer: undefined })
      expect(await control('POST', '/controller/stop')).to.include({ code: 204 })
      await createSet('stopped')
      await api.create(resources.pods, NAMESPACE, marker('after-stop'))
      const { items } = await api.list<KubeObject>(resources.pods, NAMESPACE)
      expect(items.map(({ metadata }) => metadata.name)).to.deep.equal(['after-stop'])
      const appears = podAppears('stopped-0')
      for (const order of ['start', 'start', 'restart'])
        expect(await control('POST', `/controller/${order}`)).to.include({ code: 204 })
      expect((await appears).object.metadata.ownerReferences?.[0]?.kind).to.equal('StatefulSet')
      await createSet('restarted')
      await podAppears('restarted-0')
    })

    itIf('refusals')('refuses what the controller asks for, and nobody else', async () => {
      const status = { code: 403, reason: 'Forbidden', message: 'no Pods today' }
      await control('PUT', '/refusals', [{ verb: 'create', resource: 'pods', namespace: NAMESPACE, status }])
      await createSet('refused')
      const refused = await sees(resources.events, ({ object }) =>
        String((object as { message?: string }).message).includes('refused-0'),
      )
      expect(refused.object).to.include({ reason: 'FailedCreate' })
      expect((refused.object as { message?: string }).message).to.include('no Pods today')
      await api.create(resources.pods, NAMESPACE, marker('of-somebody-else'))
      expect(await control('PUT', '/refusals', [])).to.include({ code: 204 })
      await podAppears('refused-0')
    })

    itIf('refusals')('delays what the controller asks for', async () => {
      await control('PUT', '/refusals', [{ verb: 'create', resource: 'pods', delayMs: 600_000, times: 1 }])
      await createSet('delayed')
      const appears = podAppears('delayed-0')
      await sees(statefulSetKind, ({ object }) => object.metadata.name === 'delayed')
      expect(await control('PUT', '/refusals', [])).to.include({ code: 204 })
      await appears
    })

    for (const [path, body, message] of [
      ['/refusals', { verb: 'create' }, /^the body: expected a list of refusals, found object/],
      ['/refusals', [{ verb: 'make', resource: 'pods', delayMs: 1 }], /^\[0\]\.verb: expected one of create, get/],
      ['/refusals', [{ verb: 'create', delayMs: 1 }], /^\[0\]\.resource: expected a plural such as pods/],
      ['/refusals', [{ verb: 'create', resource: 'pods' }], /^\[0\]: neither status nor delayMs/],
      [
        '/refusals',
        [{ verb: 'get', resource: 'pods', status: { code: 200 } }],
        /^\[0\]\.status\.code: expected a whole/,
      ],
      ['/refusals', [{ verb: 'get', resource: 'pods', delay: 1 }], /^\[0\]\.delay: no such field: known are verb/],
    ] as const)
      itIf('refusals')(`does not understand ${JSON.stringify(body)}, and says why`, async () => {
        const { code, answer } = await control('PUT', path, body)
        expect(code).to.equal(400)
        expect(answer.message).to.match(message)
      })

    itIf('clock')('makes the clock leap', async () => {
      const made = async (set: string) => Date.parse(String((await createSet(set)).metadata.creationTimestamp))
      const first = await made('before-the-leap')
      expect(await control('POST', '/clock/leap', { seconds: 3600 })).to.include({ code: 204 })
      expect((await made('after-the-leap')) - first).to.be.within(3_600_000, 3_660_000)
      const { code, answer } = await control('POST', '/clock/leap', { seconds: 0 })
      expect([code, answer.message]).to.deep.equal([400, 'seconds: expected a number, 0 to 86400, found 0'])
    })

    itIf('node-fault')('disconnects a node and lets it return', async () => {
      const { code, answer } = await control('POST', '/nodes/nowhere/disconnect')
      expect(code).to.equal(404)
      expect(answer.message).to.match(/^no node nowhere can be disconnected here; there are node-0, node-1/)
      const running = sees(resources.pods, ({ object }) => object.metadata.name === 'lonely' && isReady(object))
      await api.create(resources.pods, NAMESPACE, lonely('lonely'))
      await running
      for (let times = 0; times < 2; times++)
        expect(await control('POST', '/nodes/node-3/disconnect')).to.include({ code: 204 })
      const ref = { resource: resources.pods, namespace: NAMESPACE, name: 'lonely' }
      await api.remove(ref)
      const gone = sees(resources.pods, ({ type, object }) => type === 'DELETED' && object.metadata.name === 'lonely')
      expect(await api.get(ref)).to.have.nested.property('metadata.deletionTimestamp')
      expect(await control('POST', '/nodes/node-3/return')).to.include({ code: 204 })
      await gone
    })

    if (offers.includes('node-fault') && offers.includes('clock'))
      it('evicts the Pods of a node that stays disconnected, and no others, and takes them back', async () => {
        const seen = async (name: string) => {
          const pod = await api.get<KubeObject>({ resource: resources.pods, namespace: NAMESPACE, name })
          return { ready: isReady(pod), marked: pod.metadata.deletionTimestamp !== undefined }
        }
        await api.create(resources.pods, NAMESPACE, lonely('short', 10))
        await api.create(resources.pods, NAMESPACE, lonely('long', 300))
        await control('GET', '/rest?waitMs=30000')
        await control('POST', '/nodes/node-3/disconnect')
        const leap = async (seconds: number) => {
          await control('POST', '/clock/leap', { seconds })
          return { short: await seen('short'), long: await seen('long') }
        }
        const [well, lost, marked] = [
          { ready: true, marked: false },
          { ready: false, marked: false },
          { ready: false, marked: true },
        ]
        expect(await leap(45)).to.deep.equal({ short: well, long: well })
        expect(await leap(8)).to.deep.equal({ short: lost, long: lost })
        expect(await leap(10)).to.deep.equal({ short: marked, long: lost })
        await control('POST', '/nodes/node-3/return')
        await control('GET', '/rest?waitMs=30000')
        expect(await seen('long')).to.deep.equal(well)
        const { items } = await api.list<KubeObject>(resources.pods, NAMESPACE)
        expect(items.map(({ metadata }) => metadata.name)).not.to.include('short')
      })

    itIf('forget')('forgets the history', async () => {
      const { metadata } = await api.list<KubeObject>(resources.events, NAMESPACE)
      await api.create(resources.configMaps, NAMESPACE, manifest('v1', 'ConfigMap', 'something', {}))
      expect(await control('POST', '/history/forget')).to.include({ code: 204 })
      const watch = await api.watch(resources.events, NAMESPACE, metadata.resourceVersion, new AbortController().signal)
      for await (const { type, object } of watch) {
        expect([type, (object as unknown as { code: number }).code]).to.deep.equal(['ERROR', 410])
        return
      }
    })

    itIf('rest')('says when it is at rest, and every watch has then seen as much', async () => {
      const abort = new AbortController()
      const watch = await api.watch(resources.configMaps, NAMESPACE, undefined, abort.signal)
      await createSet('at-rest')
      const { answer } = await control('GET', '/rest?waitMs=30000')
      expect(answer).to.include({ atRest: true })
      expect(await api.get({ resource: resources.pods, namespace: NAMESPACE, name: 'at-rest-0' })).to.be.an('object')
      for await (const { object } of watch)
        if (Number(object.metadata.resourceVersion) >= Number(answer.revision)) break
      abort.abort()
      expect(await control('GET', '/rest?waitMs=soon')).to.include({ code: 400 })
    })

    itIf('rest')('names what is pending, and misses none of it in a leap', async () => {
      await api.create(statefulSetKind, NAMESPACE, statefulSet('patient', { minReadySeconds: 20, replicas: 2 }))
      const { answer } = await control('GET', '/rest?waitMs=30000')
      expect(answer).to.include({ atRest: true })
      const [timer] = answer.pending.filter(({ what }: { what: string }) => what.includes(`${NAMESPACE}/patient`))
      expect(timer.what).to.match(/^minReadySeconds of StatefulSet control\/patient: .* is not yet available$/)
      expect(timer.dueInMs).to.be.within(10_000, 20_000)
      await control('POST', '/clock/leap', { seconds: 60 })
      const set = await api.get<KubeObject>({ resource: statefulSetKind, namespace: NAMESPACE, name: 'patient' })
      expect(set['status']).to.include({ availableReplicas: 2 })
    })
  })
