import { describe, it } from 'node:test'
import { expect } from 'chai'
import { parseAllDocuments } from 'yaml'
import { type Api, ApiError, type Resource } from '../client/index.ts'
import { kind } from '../client/testing.ts'
import { RUN_LABEL } from '../labels.ts'
import { roleManifest, survey } from './index.ts'

interface Cluster {
  minor?: string
  lists?: Record<string, object[]>
  /** `patch pods/status`, of verbs; `nodes`, of resources that may not be listed. */
  forbidden?: string[]
  served?: string[]
  unserved?: string[]
}

const ready = [{ type: 'Ready', status: 'True' }]
const node = (name: string, kubeletVersion: string, more: object = {}) => ({
  metadata: { name },
  spec: {},
  status: { conditions: ready, nodeInfo: { kubeletVersion }, images: [{ names: ['ours:1'] }] },
  ...more,
})
const standard = {
  metadata: { name: 'standard', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
  provisioner: 'disk.test',
  volumeBindingMode: 'WaitForFirstConsumer',
}
const complete = {
  nodes: [node('a', 'v1.36.0')],
  storageclasses: [standard],
  services: [{ metadata: { name: 'kube-dns', namespace: 'kube-system' } }],
  endpointslices: [{ metadata: { name: 'kube-dns-1' }, endpoints: [{ conditions: { ready: true } }] }],
}

/** A cluster in which all is well but for what is said. */
function clusterWith({ minor = '36', lists = {}, forbidden = [], served, unserved = [] }: Cluster): Api {
  const objects: Record<string, object[]> = { ...complete, ...lists }
  const refuse = (what: string, code = 403) => {
    throw new ApiError(`GET ${what}`, code, 'no')
  }
  const answers: Record<string, (body: never) => unknown> = {
    '/version': () => ({ major: '1', minor, gitVersion: `v1.${minor}.0` }),
    '/apis/apps/v1': () => ({
      resources: (served ?? ['statefulsets', 'statefulsets/status', 'statefulsets/scale']).map((name) => ({ name })),
    }),
    '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews': (body: {
      spec: { resourceAttributes: { verb: string; resource: string; subresource?: string } }
    }) => {
      const { verb, resource, subresource } = body.spec.resourceAttributes
      return { status: { allowed: !forbidden.includes(`${verb} ${resource}${subresource ? `/${subresource}` : ''}`) } }
    },
  }
  return {
    ask: async (_: string, path: string, body: never) => answers[path]?.(body) ?? refuse(path, 404),
    create: async (_: Resource, __: string, manifest: object) => manifest,
    list: async ({ plural }: Resource) => {
      if (forbidden.includes(plural)) refuse(plural)
      if (unserved.includes(plural)) refuse(plural, 404)
      return { metadata: { resourceVersion: '1' }, items: objects[plural] ?? [] }
    },
  } as unknown as Api
}

const surveyOf = (cluster: Cluster, image = 'ours:1', imageNamed = false) =>
  survey({ api: clusterWith(cluster), kind, image, imageNamed })

describe('the survey of a cluster', () => {
  it('finds nothing where all is there', async () => {
    const { findings, capabilities, lacking, volumeBinding, version } = await surveyOf({})
    expect(findings).to.deep.equal([])
    expect(capabilities).to.have.members(['kubelet', 'default-class', 'dns', 'gc', 'endpoints', 'disruption'])
    expect({ lacking, volumeBinding, version }).to.deep.equal({
      lacking: {},
      volumeBinding: 'WaitForFirstConsumer',
      version: 'v1.36.0',
    })
  })

  const meta = (name: string, namespace = '') => ({ metadata: { name, namespace } })
  const hook = (more: object = {}, rules: object[] = [{ apiGroups: [''], resources: ['pods'] }]) => ({
    ...meta('mesh'),
    webhooks: [{ name: 'sidecar.test', rules, ...more }],
  })
  const bare = { spec: {}, status: { conditions: ready, nodeInfo: { kubeletVersion: '' } } }
  const cases: [string, Cluster, string, RegExp, string?][] = [
    ['an old version', { minor: '30' }, 'warning', /v1\.30\.0 is older than 1\.33/],
    ['a kind that is not served', { served: ['statefulsets'] }, 'error', /statefulsets\/status, statefulsets\/scale/],
    ['a verb that is missing', { forbidden: ['patch pods/status'] }, 'error', /not allowed: patch pods\/status \(/],
    ['a verb for looking only', { forbidden: ['list limitranges'] }, 'warning', /not allowed: list limitranges \(/],
    ['no node', { lists: { nodes: [] } }, 'error', /no node is ready/, 'kubelet'],
    [
      'nodes that take no Pods',
      {
        lists: {
          nodes: [
            node('a', 'v1.36.0', { spec: { taints: [{ effect: 'NoSchedule' }] } }),
            node('b', 'v1.36.0', { spec: { unschedulable: true } }),
            node('c', 'v1.36.0', { status: { conditions: [{ type: 'Ready', status: 'Unknown' }] } }),
          ],
        },
      },
      'error',
      /no node is ready/,
      'kubelet',
    ],
    [
      'simulated nodes, whatever they are called',
      { lists: { nodes: [{ ...meta('worker-1'), ...bare }, node('worker-2', 'fake')] } },
      'missing',
      /2 ready, 0 of them with a kubelet/,
      'kubelet',
    ],
    [
      'one simulated node beside a real one',
      { lists: { nodes: [node('a', 'v1.36.0'), node('b', '')] } },
      'missing',
      /2 ready, 1 of them with a kubelet/,
      'kubelet',
    ],
    [
      'nodes that may not be seen',
      { forbidden: ['nodes'] },
      'missing',
      /nodes: the cluster did not let us look/,
      'kubelet',
    ],
    [
      'no default StorageClass',
      { lists: { storageclasses: [{ ...standard, metadata: { name: 'other' } }] } },
      'missing',
      /there is no default StorageClass/,
      'default-class',
    ],
    [
      'a default StorageClass that provisions nothing',
      { lists: { storageclasses: [{ ...standard, provisioner: 'kubernetes.io/no-provisioner' }] } },
      'missing',
      /standard provisions nothing/,
      'default-class',
    ],
    [
      'volumes that stay',
      { lists: { storageclasses: [{ ...standard, reclaimPolicy: 'Retain' }] } },
      'warning',
      /retained/,
    ],
    ['no DNS Service', { lists: { services: [] } }, 'missing', /there is no cluster DNS/, 'dns'],
    ['a DNS Service that nothing serves', { lists: { endpointslices: [] } }, 'missing', /nothing ready serves/, 'dns'],
    [
      'a quota that is too small',
      { lists: { resourcequotas: [{ ...meta('small', 'team'), spec: { hard: { pods: '5' } } }] } },
      'warning',
      /team\/small \(pods: 5 \(a scenario needs up to 30\)\)/,
    ],
    [
      'a quota of limits, which Pods without limits do not pass',
      { lists: { resourcequotas: [{ ...meta('small', 'team'), spec: { hard: { 'limits.cpu': '10' } } }] } },
      'warning',
      /limits\.cpu \(the suite’s Pods set no limits\)/,
    ],
    ['limit ranges', { lists: { limitranges: [meta('range', 'team')] } }, 'warning', /team\/range/],
    [
      'a mutating webhook for Pods',
      { lists: { mutatingwebhookconfigurations: [hook()] } },
      'warning',
      /mesh \(sidecar\.test\) may change pods in/,
    ],
    [
      'a mutating webhook for everything',
      { lists: { mutatingwebhookconfigurations: [hook({}, [{ apiGroups: ['*'], resources: ['*'] }])] } },
      'warning',
      /may change pods, statefulsets, persistentvolumeclaims in/,
    ],
  ]
  for (const [title, cluster, severity, text, missing] of cases)
    it(`names ${title}`, async () => {
      const { findings, lacking } = await surveyOf(cluster)
      expect(findings.map((finding) => finding.severity)).to.deep.equal([severity])
      expect(findings[0]?.text).to.match(text)
      expect(findings[0]?.remedy).to.not.equal('')
      expect(Object.keys(lacking)).to.deep.equal(missing ? [missing] : [])
    })

  const silent: [string, Cluster][] = [
    ['a roomy quota', { lists: { resourcequotas: [{ ...meta('big', 'team'), spec: { hard: { pods: '5000' } } }] } }],
    [
      'a quota in a namespace of a run',
      {
        lists: {
          namespaces: [{ metadata: { name: 'sts-conformance-1', labels: { [RUN_LABEL]: 'x' } } }],
          resourcequotas: [{ ...meta('full', 'sts-conformance-1'), spec: { hard: { pods: '0' } } }],
        },
      },
    ],
    [
      'a webhook for other resources',
      { lists: { mutatingwebhookconfigurations: [hook({}, [{ apiGroups: ['apps'], resources: ['deployments'] }])] } },
    ],
    [
      'a webhook for namespaces that ask for it',
      { lists: { mutatingwebhookconfigurations: [hook({ namespaceSelector: { matchLabels: { inject: 'yes' } } })] } },
    ],
    [
      'a webhook that leaves runs alone',
      {
        lists: {
          mutatingwebhookconfigurations: [
            hook({ namespaceSelector: { matchExpressions: [{ key: RUN_LABEL, operator: 'DoesNotExist' }] } }),
          ],
        },
      },
    ],
    [
      'a webhook for Pods that ask for it',
      { lists: { mutatingwebhookconfigurations: [hook({ objectSelector: { matchLabels: { inject: 'yes' } } })] } },
    ],
    ['webhooks that the server does not serve', { unserved: ['mutatingwebhookconfigurations'] }],
  ]
  for (const [title, cluster] of silent)
    it(`has no word about ${title}`, async () => {
      expect((await surveyOf(cluster)).findings).to.deep.equal([])
    })

  it('says that the nodes do not have the suite’s image, but believes the user', async () => {
    const lacks = await surveyOf({}, 'other:1')
    expect(lacks.findings.map(({ text }) => text)).to.deep.equal([
      'the nodes a do not have the suite’s image other:1, which is in no registry',
    ])
    expect((await surveyOf({}, 'other:1', true)).findings).to.deep.equal([])
  })
})

describe('the role', () => {
  it('is one service account’s, and asks for no wildcard', () => {
    const [account, role, binding] = parseAllDocuments(roleManifest(kind, 'here')).map((each) => each.toJS())
    expect(binding.subjects).to.deep.equal([{ kind: 'ServiceAccount', name: account.metadata.name, namespace: 'here' }])
    expect(binding.roleRef.name).to.equal(role.metadata.name)
    expect(JSON.stringify(role)).to.not.include('*')
  })
})
