import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Resource } from '../client/index.ts'
import { header } from '../observe/testing.ts'
import { type Command, requestsOf, shellLine } from './kubectl-requests.ts'

const { kind } = header()
const web = { resource: kind.plural, name: 'web' }
const template = { verb: 'patch', patchType: 'strategic', body: { spec: { template: {} } } }
const scale = { ...web, verb: 'patch', subresource: 'scale', patchType: 'merge' }
const replicas = { spec: { replicas: 3 } }

const requests = (command: Command, existing: string[] = []) => {
  const exists = ({ plural }: Resource, name: string) => existing.includes(`${plural}/${name}`)
  return requestsOf(command, { kind, exists })
}
const of = (line: string, input?: string) => requests({ args: line.split(' '), ...(input !== undefined && { input }) })

const SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\n'
const SET = 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: web }\nspec: { replicas: 3 }\n'
const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } }
const set = { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'web' }, ...replicas }
const eviction = { verb: 'create', resource: 'pods', subresource: 'eviction' }

describe('the requests that a command of kubectl makes', () => {
  const cases: [line: string, ...requests: object[]][] = [
    ['get statefulset web -o wide', { ...web, verb: 'get' }],
    ['version --client', { resource: '', name: '', verb: 'get' }],
    ['get statefulsets', { ...web, name: '', verb: 'get' }],
    ['get sts/web', { ...web, verb: 'get' }],
    ['get pods -l app=web -o name', { resource: 'pods', name: '', verb: 'get' }],
    ['logs web-0', { resource: 'web-0', name: '', verb: 'get' }],
    ['rollout status statefulset web --timeout=1s', { ...web, verb: 'get' }],
    ['rollout history statefulset web', { ...web, verb: 'get' }],
    ['rollout restart statefulset web', { ...web, ...template }],
    ['rollout undo statefulset/web --to-revision=1', { ...web, ...template }],
    ['set image statefulset/web main=server:2', { ...web, ...template }],
    ['scale statefulset web --replicas=3', { ...scale, body: replicas }],
    ['edit statefulset web', { ...web, verb: 'patch', patchType: 'strategic', body: { spec: { replicas: null } } }],
    [
      'patch statefulset web -p {"spec":{"replicas":3}}',
      { ...web, verb: 'patch', patchType: 'strategic', body: replicas },
    ],
    ['patch statefulset web --type=json -p []', { ...web, verb: 'patch', patchType: 'json', body: [] }],
    ['delete statefulset web', { ...web, verb: 'delete', propagation: 'Background' }],
    ['delete statefulset web --cascade=foreground', { ...web, verb: 'delete', propagation: 'Foreground' }],
    ['delete statefulset web --cascade=orphan', { ...web, verb: 'delete', propagation: 'Orphan' }],
    ['delete statefulset web --cascade=false', { ...web, verb: 'delete', propagation: 'Orphan' }],
    ['delete pod -l app=web', { resource: 'pods', name: '', verb: 'delete', propagation: 'Background' }],
    [
      'delete pvc data-web-0 data-web-1',
      { resource: 'persistentvolumeclaims', name: 'data-web-0', verb: 'delete', propagation: 'Background' },
      { resource: 'persistentvolumeclaims', name: 'data-web-1', verb: 'delete', propagation: 'Background' },
    ],
    ['drain node-0 --timeout=1s', { ...eviction, name: '' }],
    ['create --raw /api/v1/namespaces/a/pods/web-1/eviction -f -', { ...eviction, name: 'web-1' }],
    ['uncordon node-0', { resource: 'node-0', name: '', verb: 'get' }],
  ]
  for (const [line, ...expected] of cases)
    it(line, () => {
      expect(of(line)).to.deep.equal(expected)
    })

  it('creates each document of its input', () => {
    expect(of('create -f -', `${SERVICE}---\n${SET}`)).to.deep.equal([
      { verb: 'create', resource: 'services', name: 'web', body: service },
      { verb: 'create', ...web, body: set },
    ])
  })

  it('applies: what is there is patched, and says what was applied', () => {
    const command = { args: ['apply', '-f', '-'], input: `${SERVICE}---\n${SET}` }
    const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '' }
    expect(requests(command, [`${kind.plural}/web`])).to.deep.equal([
      { verb: 'create', resource: 'services', name: 'web', body: service },
      { verb: 'patch', patchType: 'strategic', ...web, body: { ...set, metadata: { name: 'web', annotations } } },
    ])
  })

  it('is told of a kind that the suite does not know', () => {
    expect(() => of('apply -f -', 'kind: Lease\nmetadata: { name: a }')).to.throw('the suite knows no Lease')
  })
})

describe('a command of kubectl as a line of a shell', () => {
  it('quotes what a shell would take apart', () => {
    const args = ['patch', 'sts/web', '-p', `{"a":"it's"}`]
    expect(shellLine({ args: ['a b', '{c}d'] })).to.equal("'a b' '{c}d'")
    expect(shellLine({ args })).to.equal(`patch sts/web -p '{"a":"it'\\''s"}'`)
  })

  it('has its input', () => {
    expect(shellLine({ args: ['apply', '-f', '-'], input: 'a: 1\n' })).to.equal("apply -f - <<'EOF'\na: 1\nEOF")
  })
})
