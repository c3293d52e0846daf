import { describe, it } from 'node:test'
import { expect } from 'chai'
import { history, object, seen } from '../testing.ts'
import { endpointsOf } from './endpoints.ts'

describe('endpointsOf', () => {
  const slice = (name: string, service: string | undefined, ...pods: (string | undefined)[]) =>
    object(name, {
      ...(service ? { metadata: { labels: { 'kubernetes.io/service-name': service } } } : {}),
      endpoints: pods.map((pod) => (pod ? { targetRef: { kind: 'Pod', name: pod } } : {})),
    })
  const add = (what: ReturnType<typeof slice>) => seen('endpointslices', 'ADDED', what)
  const cases: [string, Parameters<typeof history>, string[]][] = [
    ['nobody where there is no slice', [], []],
    ['nobody behind another Service', [add(slice('a', 'other', 'web-0'))], []],
    ['nobody behind a slice of no Service', [add(slice('a', undefined, 'web-0'))], []],
    ['the Pods of one slice', [add(slice('a', 'web', 'web-0', 'web-1'))], ['web-0', 'web-1']],
    ['the Pods of all slices', [add(slice('a', 'web', 'web-0')), add(slice('b', 'web', 'web-1'))], ['web-0', 'web-1']],
    ['no endpoint that is no object', [add(slice('a', 'web', undefined, 'web-1'))], ['web-1']],
    [
      'those of now only',
      [add(slice('a', 'web', 'web-0')), seen('endpointslices', 'MODIFIED', slice('a', 'web', 'web-2'))],
      ['web-2'],
    ],
    [
      'nobody once the slice is gone',
      [add(slice('a', 'web', 'web-0')), seen('endpointslices', 'DELETED', slice('a', 'web', 'web-0'))],
      [],
    ],
    ['nobody through a slice without endpoints', [add({ ...slice('a', 'web'), endpoints: undefined })], []],
  ]
  for (const [title, events, expected] of cases)
    it(`reaches ${title}`, () => {
      expect(endpointsOf(history(...events), 'web')).to.deep.equal(expected)
    })
})
