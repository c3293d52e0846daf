import { describe, it } from 'node:test'
import { expect } from 'chai'
import fc from 'fast-check'
import { MARKER_LABEL, READINESS_GATE } from './labels.ts'
import { claimTemplate, merged, probePodManifest, withContainers, workloadManifest } from './manifest.ts'

const kind = { group: 'apps.example.com', version: 'v2', plural: 'clonesets', kind: 'CloneSet', namespaced: true }

describe('merged', () => {
  // The examples of RFC 7396, appendix A, that concern objects.
  const cases: [string, object, object, object][] = [
    ['replaces a value', { a: 'b' }, { a: 'c' }, { a: 'c' }],
    ['adds a field', { a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    ['removes what is null', { a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    ['replaces a list as a whole', { a: ['b'] }, { a: ['c', 'd'] }, { a: ['c', 'd'] }],
    ['replaces a list by a value', { a: ['b'] }, { a: 'c' }, { a: 'c' }],
    ['merges objects field by field', { a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    ['replaces a list by an object', { a: [1] }, { a: { b: 1 } }, { a: { b: 1 } }],
    ['keeps an empty object', {}, { a: {} }, { a: {} }],
    ['drops nulls from what is new', {}, { a: { b: { c: null } } }, { a: { b: {} } }],
    ['keeps falsy values', { a: 1 }, { a: 0, b: false, c: '' }, { a: 0, b: false, c: '' }],
  ]
  for (const [title, into, fields, expected] of cases)
    it(title, () => {
      expect(merged({ ...into }, { ...fields })).to.deep.equal(expected)
    })

  it('never changes what it is given', () => {
    const tree = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.jsonValue({ maxDepth: 3 }))
    fc.assert(
      fc.property(tree, tree, (into, fields) => {
        const before = JSON.stringify([into, fields])
        merged(into, fields)
        expect(JSON.stringify([into, fields])).to.equal(before)
      }),
    )
  })
})

describe('workloadManifest', () => {
  it('is of the kind under test and selects its own Pods', () => {
    const {
      apiVersion,
      kind: made,
      metadata,
      spec,
    } = workloadManifest({ kind, image: 'any:1' }, 'web', 3) as Record<string, unknown>
    expect({ apiVersion, made, metadata }).to.deep.equal({
      apiVersion: 'apps.example.com/v2',
      made: 'CloneSet',
      metadata: { name: 'web' },
    })
    expect(spec).to.deep.include({ replicas: 3, serviceName: 'web', selector: { matchLabels: { app: 'web' } } })
  })

  it('lets fields override and remove defaults', () => {
    const { spec } = workloadManifest({ kind, image: 'any:1' }, 'web', 1, {
      serviceName: null,
      template: { metadata: { labels: { tier: 'db' } } },
      volumeClaimTemplates: [claimTemplate('data')],
    }) as { spec?: Record<string, unknown> }
    expect(spec).to.not.have.property('serviceName')
    expect(spec).to.have.nested.property('template.metadata.labels').that.deep.equals({ app: 'web', tier: 'db' })
    expect(spec).to.have.nested.property('volumeClaimTemplates[0].metadata.name', 'data')
  })
  it('mounts each claim where the workload’s program looks for volumes', () => {
    const claims = { volumeClaimTemplates: ['data', 'www'].map(claimTemplate) }
    const { spec } = workloadManifest({ kind, image: 'any:1' }, 'web', 1, claims) as { spec?: Record<string, unknown> }
    expect(spec)
      .to.have.nested.property('template.spec.containers[0].volumeMounts')
      .that.deep.equals([
        { name: 'data', mountPath: '/data/data' },
        { name: 'www', mountPath: '/data/www' },
      ])
  })

  it('has a Pod that the restricted Pod Security Standard admits, with the suite’s readiness gate', () => {
    const { spec } = workloadManifest({ kind, image: 'any:1' }, 'web', 1) as { spec?: { template?: { spec: unknown } } }
    expect(spec?.template?.spec).to.deep.equal({ readinessGates: [{ conditionType: READINESS_GATE }], ...pod })
  })
})

const container = {
  name: 'main',
  image: 'any:1',
  resources: { requests: { cpu: '1m', memory: '4Mi' } },
  env: [{ name: 'POD_UID', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.uid' } } }],
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  },
}
const pod = {
  containers: [container],
  securityContext: {
    runAsNonRoot: true,
    runAsUser: 65532,
    fsGroup: 65532,
    seccompProfile: { type: 'RuntimeDefault' },
  },
  terminationGracePeriodSeconds: 30,
}

describe('the other manifests of the suite', () => {
  it('a Pod of its own, that no fact sees and that is ready without it', () => {
    expect(probePodManifest('any:1', 'probe', ['watch-dns', 'web'])).to.deep.equal({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'probe', labels: { [MARKER_LABEL]: 'true' } },
      spec: { ...pod, containers: [{ ...container, args: ['watch-dns', 'web'] }] },
    })
  })

  it('a claim template', () => {
    expect(claimTemplate('data')).to.deep.equal({
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Mi' } } },
    })
  })

  it('a workload with fields merged into each container', () => {
    const spec = (...containers: object[]) => ({ replicas: 1, template: { metadata: {}, spec: { containers } } })
    expect(withContainers(spec({ name: 'a', tty: true }, { name: 'b' }), { tty: null, image: 'x' })).to.deep.equal(
      spec({ name: 'a', image: 'x' }, { name: 'b', image: 'x' }),
    )
  })
})
