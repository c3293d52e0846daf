import { describe, it } from 'node:test'
import { expect } from 'chai'
import { resources } from '../client/index.ts'
import { header } from '../observe/testing.ts'
import { acting } from './acting-testing.ts'
import { Objects } from './objects.ts'
import { writtenRequest } from './written-request.ts'

const { kind } = header()

describe('a request of a step', () => {
  it('posts to a subresource', async () => {
    const { actions, sent, recorded } = acting()
    const body = { kind: 'Eviction' }
    await actions.createSubresource({ resource: resources.pods, name: 'web-0', subresource: 'eviction' }, body)
    expect(sent).to.deep.equal([['ask', 'POST', '/api/v1/namespaces/ns/pods/web-0/eviction', body]])
    expect(recorded()).to.deep.equal([
      { own: false, verb: 'create', resource: 'pods', name: 'web-0', subresource: 'eviction', body },
    ])
  })

  const sends: [written: string, request: unknown[], action: object][] = [
    [
      'GET statefulsets/web/scale',
      ['GET', `/apis/apps/v1/namespaces/ns/${kind.plural}/web/scale`],
      { verb: 'get', resource: kind.plural, name: 'web', subresource: 'scale' },
    ],
    [
      'DELETE pods?labelSelector=app%3Dweb',
      ['DELETE', '/api/v1/namespaces/ns/pods?labelSelector=app%3Dweb'],
      { verb: 'delete', resource: 'pods', name: '' },
    ],
    [
      'PATCH pods/web-0 as strategic-merge-patch+json\n{ a: 1 }',
      ['PATCH', '/api/v1/namespaces/ns/pods/web-0', { a: 1 }, 'application/strategic-merge-patch+json'],
      { verb: 'patch', resource: 'pods', name: 'web-0', patchType: 'strategic', body: { a: 1 } },
    ],
    [
      'PATCH pods/web-0?fieldManager=me as apply-patch+yaml\n{ a: 1 }',
      ['PATCH', '/api/v1/namespaces/ns/pods/web-0?fieldManager=me', { a: 1 }, 'application/apply-patch+yaml'],
      { verb: 'patch', resource: 'pods', name: 'web-0', patchType: 'apply', body: { a: 1 } },
    ],
    [
      'POST configmaps\nmetadata: { name: c }',
      ['POST', '/api/v1/namespaces/ns/configmaps', { metadata: { name: 'c' } }],
      { verb: 'create', resource: 'configmaps', name: 'c', body: { metadata: { name: 'c' } } },
    ],
    [
      'POST configmaps\n{ a: 1 }',
      ['POST', '/api/v1/namespaces/ns/configmaps', { a: 1 }],
      { verb: 'create', resource: 'configmaps', name: '', body: { a: 1 } },
    ],
    [
      'PUT pods/web-0\n{}',
      ['PUT', '/api/v1/namespaces/ns/pods/web-0', {}],
      { verb: 'update', resource: 'pods', name: 'web-0', body: {} },
    ],
  ]
  for (const [written, request, action] of sends)
    it(`is sent as it is written: ${written.split('\n')[0]}`, async () => {
      const acts = acting()
      await new Objects(acts.actions, kind, acts.trace, 'a-run').send(written)
      expect(acts.sent).to.deep.equal([['ask', ...request]])
      expect(acts.recorded()).to.deep.equal([{ own: false, ...action }])
      expect(acts.kinds()).to.equal('action response')
    })

  it('has its refusal recorded in place of its answer', async () => {
    const { actions, kinds } = acting([], 409)
    await actions.send(writtenRequest('GET pods', kind))
    expect(kinds()).to.equal('action answered')
  })

  for (const [line, because] of [
    ['HEAD pods', 'expected METHOD resource/name/subresource?query as content-type, found "HEAD pods"'],
    ['GET pods and claims', 'expected METHOD'],
    ['to GET pods', 'expected METHOD'],
    ['GET moons', 'the suite knows no moons: name it in steps/client/resources.ts'],
  ] as const)
    it(`cannot be ${line}`, () => {
      expect(() => writtenRequest(line, resources.pods)).to.throw(because)
    })
})
