import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Api, KubeObject, Resource } from '../client/index.ts'
import { kind as sets } from '../client/testing.ts'
import { header, history, seen } from '../observe/testing.ts'
import { acting } from './acting-testing.ts'
import { Actions } from './actions.ts'
import { Objects } from './objects.ts'
import { Sentinel } from './sentinel.ts'
import { fakeCluster } from './sentinel-testing.ts'
import { Target } from './target.ts'

const groups: Resource = {
  ...{ group: 'example.com', version: 'v2', plural: 'groups', kind: 'Group', namespaced: true },
  fields: { 'spec.replicas': 'spec.size' },
}

/** A scenario of that kind, on an API server that answers each request with `answer`. */
function scenario(answer: object) {
  const trace = history()
  const sent: unknown[][] = []
  const ask = async (...args: unknown[]) => {
    sent.push(args)
    return answer
  }
  const objects = new Objects(new Actions({ ask } as unknown as Api, 'ns', trace), groups, trace, 'a-run')
  const response = () => trace.entries.flatMap((entry) => (entry.kind === 'response' ? [entry.body] : []))[0]
  const action = () => trace.entries.flatMap((entry) => (entry.kind === 'action' ? [entry] : []))[0]
  return { objects, sent, response, action }
}

const path = '/apis/example.com/v2/namespaces/ns/groups/web'

describe('a request for another kind', () => {
  it('has its type and its fields, and so does the answer', async () => {
    const { objects, sent, response, action } = scenario({ spec: { size: 3 } })
    await objects.send('PUT statefulsets/web\n{ apiVersion: apps/v1, kind: StatefulSet, spec: { replicas: 2 } }')
    const type = { apiVersion: 'example.com/v2', kind: 'Group' }
    expect(sent).to.deep.equal([['PUT', path, { ...type, spec: { size: 2 } }, undefined]])
    expect(action()?.body).to.deep.equal({ ...type, spec: { replicas: 2 } })
    expect(response()).to.deep.equal({ spec: { replicas: 3 } })
  })

  it('may have no body', async () => {
    const { objects, sent, response } = scenario({ items: [{ spec: { size: 3 } }] })
    await objects.send('GET statefulsets')
    expect(sent).to.deep.equal([['GET', '/apis/example.com/v2/namespaces/ns/groups', undefined, undefined]])
    expect(response()).to.deep.equal({ items: [{ spec: { replicas: 3 } }] })
  })

  it('is for a Scale like any other', async () => {
    const { objects, sent, response } = scenario({ spec: { replicas: 3 } })
    await objects.send('PUT statefulsets/web/scale\n{ kind: Scale, spec: { replicas: 2 } }')
    expect(sent[0]?.slice(0, 3)).to.deep.equal(['PUT', `${path}/scale`, { kind: 'Scale', spec: { replicas: 2 } }])
    expect(response()).to.deep.equal({ spec: { replicas: 3 } })
  })
})

describe('another kind', () => {
  it('is rolled back without what only strategic patches understand', async () => {
    const data = { spec: { template: { $patch: 'replace', metadata: { annotations: { version: 'a' } } } } }
    const revision = { metadata: { name: 'web-1', uid: 'u', resourceVersion: '1' }, data } as unknown as KubeObject
    const { actions, sent, trace } = acting([seen('controllerrevisions', 'ADDED', revision)])
    await new Objects(actions, groups, trace, 'a-run').rollBack('web', 'a')
    const template = { metadata: { annotations: { version: 'a' } } }
    expect(sent).to.deep.equal([
      ['patch', { resource: groups, namespace: 'ns', name: 'web' }, 'merge', { spec: { template } }],
    ])
  })

  it('has its own name where requests of the controller are refused', async () => {
    const { actions, control, sent, recorded } = acting()
    const caughtUp = async () => undefined
    const target = new Target({ header: header({ kind: groups }), actions, control: control as never, caughtUp })
    const refused = async (resource: string) => {
      await target.refuse({ verb: 'update', resource }, { delayMs: 1 })
      return (sent.at(-1)?.[1] as { resource: string }[] | undefined)?.[0]?.resource
    }
    expect(await refused('statefulsets/status')).to.equal('groups/status')
    expect(recorded()[0]?.body).to.deep.include({ resource: 'statefulsets/status' })
    expect(await refused('pods')).to.equal('pods')
    expect(await refused('statefulsetsx')).to.equal('statefulsetsx')
    expect(await refused('my-statefulsets')).to.equal('my-statefulsets')
  })
})

describe('the sentinel', () => {
  it('tells who writes the status', async () => {
    const { api } = fakeCluster()
    const managedFields = [{ manager: 'ant', subresource: 'status' }]
    const asked: unknown[] = []
    const get = async (ref: unknown) => {
      asked.push(ref)
      return { metadata: { managedFields } }
    }
    const setting = { kind: sets, image: 'none:1', capabilities: [] }
    const sentinel = await Sentinel.start({ ...api, get } as unknown as Api, setting, { namespace: 'ns' } as never)
    expect(await sentinel.statusManagers()).to.deep.equal(['ant'])
    expect(asked).to.deep.equal([{ resource: sets, namespace: 'ns', name: 'sentinel' }])
    sentinel.stop()
  })
})
