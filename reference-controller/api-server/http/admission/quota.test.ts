import { afterEach, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { controlledClock } from '../../../clock.ts'
import { countingIds } from '../../../ids.ts'
import { type ApiServer, startApiServer } from '../../index.ts'
import { pod, send } from '../testing/fixture-client.ts'

const DEFAULT = '/api/v1/namespaces/default'

describe('quota', () => {
  let server: ApiServer
  beforeEach(async () => {
    server = await startApiServer({ clock: controlledClock(0), ids: countingIds() })
  })
  afterEach(() => server.stop())

  const limit = (hard: Record<string, string>) =>
    send(server, `POST ${DEFAULT}/resourcequotas`, { metadata: { name: 'q' }, spec: { hard } })
  const claim = {
    metadata: { name: 'c' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  }

  const limits = [
    { hard: { pods: '1' }, refused: 'requested: pods=1, used: pods=1, limited: pods=1' },
    { hard: { 'count/pods': '1' }, refused: 'requested: count/pods=1, used: count/pods=1, limited: count/pods=1' },
    {
      hard: { pods: '1', 'count/pods': '1' },
      refused: 'requested: count/pods=1,pods=1, used: count/pods=1,pods=1, limited: count/pods=1,pods=1',
    },
    { hard: { 'count/pods': '1k' }, refused: undefined },
    { hard: { 'count/statefulsets.apps': '0', services: '0' }, refused: undefined },
  ]
  for (const { hard, refused } of limits) {
    it(`${refused ? 'refuses' : 'admits'} a second Pod under ${JSON.stringify(hard)}`, async () => {
      await limit(hard as Record<string, string>)
      expect((await send(server, `POST ${DEFAULT}/pods`, pod('a'))).code).to.equal(201)
      const second = await send(server, `POST ${DEFAULT}/pods`, pod('b'))
      expect(second.code).to.equal(refused ? 403 : 201)
      if (refused) expect(second.object.message).to.equal(`pods "b" is forbidden: exceeded quota: q, ${refused}`)
    })
  }

  it('does not count Pods that have ended, nor other namespaces, and admits again what became free', async () => {
    await limit({ pods: '1', persistentvolumeclaims: '0' })
    await send(server, 'POST /api/v1/namespaces', { metadata: { name: 'other' } })
    expect((await send(server, 'POST /api/v1/namespaces/other/persistentvolumeclaims', claim)).code).to.equal(201)
    expect((await send(server, `POST ${DEFAULT}/persistentvolumeclaims`, claim)).code).to.equal(403)
    await send(server, `POST ${DEFAULT}/pods`, pod('a'))
    const failed = { status: { phase: 'Failed' } }
    await send(server, `PATCH ${DEFAULT}/pods/a/status`, failed, { 'content-type': 'application/merge-patch+json' })
    expect((await send(server, `POST ${DEFAULT}/pods`, pod('b'))).code).to.equal(201)
    expect((await send(server, `POST ${DEFAULT}/pods?dryRun=All`, pod('c'))).code).to.equal(403)
    await send(server, `DELETE ${DEFAULT}/pods/b`)
    expect((await send(server, `POST ${DEFAULT}/pods`, pod('c'))).code).to.equal(201)
  })

  const uncounted: { spec: object; fields: string[] }[] = [
    {
      spec: { hard: { memory: '1Gi', pods: '1', 'requests.cpu': '1' } },
      fields: ['hard[memory]', 'hard[requests.cpu]'],
    },
    {
      spec: { hard: { 'gold.storageclass.storage.k8s.io/requests.storage': '0' } },
      fields: ['hard[gold.storageclass.storage.k8s.io/requests.storage]'],
    },
    { spec: { hard: { 'services.nodeports': '0' } }, fields: ['hard[services.nodeports]'] },
    { spec: { hard: { pods: '1' }, scopes: ['BestEffort'] }, fields: ['scopes'] },
    {
      spec: {
        hard: { pods: '1' },
        scopeSelector: { matchExpressions: [{ scopeName: 'BestEffort', operator: 'Exists' }] },
      },
      fields: ['scopeSelector'],
    },
  ]
  for (const { spec, fields } of uncounted) {
    it(`refuses a quota that it would not enforce: ${fields.join(', ')}`, async () => {
      const { code, object } = await send(server, `POST ${DEFAULT}/resourcequotas`, { metadata: { name: 'q' }, spec })
      expect(code).to.equal(422)
      const causes = object['details'] as { causes: { reason: string; field: string }[] }
      const found = causes.causes.map(({ reason, field }) => `${reason} ${field}`)
      expect(found).to.deep.equal(fields.map((field) => `FieldValueForbidden spec.${field}`))
      expect(object.message).to.match(/this embedded API server counts/)
    })
  }
})
