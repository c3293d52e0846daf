import { describe, it } from 'node:test'
import { expect } from 'chai'
import { type Api, ApiError, type KubeObject } from '../client/index.ts'
import { kind } from '../client/testing.ts'
import { availability } from './availability.ts'

interface Cluster {
  readonly minor?: string
  /** The fields of the update strategy that the API server drops. */
  readonly drops?: readonly string[]
  /** The code with which it refuses the strategy Recreate. */
  readonly refusesRecreate?: number
}

/** A cluster that answers dry runs, and counts them. */
function clusterWith({ minor = '36', drops = [], refusesRecreate }: Cluster) {
  const asked: string[] = []
  const api = {
    ask: async (_: string, path: string) => {
      asked.push(path)
      return { major: '1', minor }
    },
    create: async (_: object, __: string, manifest: KubeObject, query: string) => {
      asked.push(query)
      const updateStrategy = structuredClone(manifest.spec?.['updateStrategy']) as {
        type: string
        rollingUpdate?: Record<string, unknown>
      }
      if (updateStrategy.type === 'Recreate' && refusesRecreate) throw new ApiError('POST', refusesRecreate, 'no')
      for (const field of drops) delete updateStrategy.rollingUpdate?.[field]
      return { ...manifest, spec: { ...manifest.spec, updateStrategy } }
    },
  } as unknown as Api
  return { asked, unavailable: availability({ api, kind, image: 'none:1', namespace: 'n', capabilities: [] }) }
}

describe('the availability of a feature', () => {
  const cases: [string, Cluster, string, RegExp | undefined][] = [
    ['a field that is kept', {}, '@feature-MaxUnavailableStatefulSet', undefined],
    [
      'a field that is dropped',
      { drops: ['maxUnavailable'] },
      '@feature-MaxUnavailableStatefulSet',
      /drops maxUnavailable of StatefulSet; .*--feature-gates MaxUnavailableStatefulSet=true/,
    ],
    ['the absence of a field', { drops: ['maxUnavailable'] }, '@feature-MaxUnavailableStatefulSetOff', undefined],
    ['no absence of a field', {}, '@feature-MaxUnavailableStatefulSetOff', /keeps maxUnavailable of StatefulSet/],
    ['a type that is taken', {}, '@feature-StatefulSetRecreateStrategy', undefined],
    [
      'a type that is refused',
      { refusesRecreate: 422 },
      '@feature-StatefulSetRecreateStrategy',
      /refuses the strategy Recreate of StatefulSet; .*StatefulSetRecreateStrategy=true turns it on, from Kubernetes 1.37 on/,
    ],
    ['the refusal of a type', { refusesRecreate: 422 }, '@feature-StatefulSetRecreateStrategyOff', undefined],
    ['no refusal of a type', {}, '@feature-StatefulSetRecreateStrategyOff', /accepts the strategy Recreate/],
    ['a version that is new enough', { minor: '37+' }, '@since-1.37', undefined],
    ['a version that is too old', {}, '@since-1.37', /^this begins with Kubernetes 1.37; this is 1.36$/],
    ['the label of the index', { minor: '32' }, '@feature-PodIndexLabel', undefined],
    ['an old version without it', { minor: '31' }, '@feature-PodIndexLabel', /from Kubernetes 1.32 on; this is 1.31/],
    ['another tag', {}, '@informative', undefined],
  ]
  for (const [title, cluster, tag, expected] of cases)
    it(`is told of ${title}`, async () => {
      const reason = await clusterWith(cluster).unavailable([tag])
      if (expected === undefined) expect(reason).to.equal(undefined)
      else expect(reason).to.match(expected)
    })

  it('is probed once, without consequence', async () => {
    const { asked, unavailable } = clusterWith({})
    await unavailable(['@feature-MaxUnavailableStatefulSet'])
    await unavailable(['@feature-MaxUnavailableStatefulSet'])
    expect(asked).to.deep.equal(['?dryRun=All'])
  })

  it('is not known where the cluster refuses for another reason', async () => {
    const { unavailable } = clusterWith({ refusesRecreate: 403 })
    expect(String(await unavailable(['@feature-StatefulSetRecreateStrategy']).catch((error) => error))).to.match(/no/)
  })

  it('is not known of a feature without a probe', async () => {
    const error = await clusterWith({})
      .unavailable(['@feature-Nothing'])
      .catch((reason) => reason)
    expect(String(error)).to.match(/cannot tell whether feature Nothing is there/)
  })
})
