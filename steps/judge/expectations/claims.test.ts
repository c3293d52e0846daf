import { describe } from 'node:test'
import { object, seen } from '../../observe/testing.ts'
import type { TraceEvent } from '../../observe/trace.ts'
import { names } from '../changes-testing.ts'
import { thing } from '../invariants/testing.ts'
import { answers, CLAIMS, window } from './testing.ts'

const kept = { kind: 'kept' }

interface Parts {
  readonly uid?: string
  readonly resourceVersion?: string
  readonly phase?: string
}

/** A Pod with a volume for each of these claims, and one that is none. */
function pod(
  name: string,
  claims: Record<string, string>,
  { uid = `uid-of-${name}`, ...parts }: Parts = {},
): TraceEvent {
  const volumes = Object.entries(claims).map(([volume, claimName]) => ({
    name: volume,
    persistentVolumeClaim: { claimName },
  }))
  const metadata = { uid, resourceVersion: parts.resourceVersion ?? '5' }
  const spec = { volumes: [{ name: 'tmp', emptyDir: {} }, ...volumes] }
  return seen('pods', 'ADDED', object(name, { metadata, spec, status: { phase: parts.phase ?? 'Pending' } }))
}

const claim = (name: string, resourceVersion: string, type: 'ADDED' | 'MODIFIED' = 'ADDED') =>
  thing(CLAIMS, name, type, { metadata: { resourceVersion } })

describe('which claims Pods use', () => {
  const phrase = 'Pod {name} uses claim {name} as volume {name}'
  const args = ['web-0', 'data-web-0', 'data']
  answers(phrase, [
    ['its own', [pod('web-0', { data: 'data-web-0', log: 'log-web-0' }), window], args, kept],
    [
      'that of another',
      [pod('web-0', { data: 'data-web-1', log: 'data-web-0' }), window],
      args,
      {
        kind: 'pending',
        because: 'web-0 does not mount claim data-web-0',
        expected: 'data-web-0',
        seen: ['data-web-1'],
      },
    ],
    ['none', [pod('web-0', {}), window], args, 'pending'],
    ['there is no Pod', [window], args, 'pending'],
  ])
})

describe('when claims came', () => {
  const phrase = 'each claim was created before its Pod'
  const cause = { verb: 'create', resource: 'pods', name: 'web-0' }
  const using = pod('web-0', { data: 'data-web-0' })
  answers(phrase, [
    ['no Pod came', [using, window], [], { kind: 'pending', because: 'no Pod was created' }],
    ['first the claim', [window, claim('data-web-0', '4'), using], [], kept],
    ['seen later, created first', [window, using, claim('data-web-0', '4')], [], kept],
    [
      'changed later, created first',
      [window, claim('data-web-0', '4'), using, claim('data-web-0', '9', 'MODIFIED')],
      [],
      kept,
    ],
    ['a Pod without claims', [window, pod('web-0', {})], [], kept],
    [
      'first the Pod',
      [window, using, claim('data-web-0', '6')],
      [],
      { kind: 'broken', because: 'claim data-web-0 was created after web-0', at: 1, cause },
    ],
    [
      'no claim yet',
      [window, using],
      [],
      { kind: 'pending', because: 'web-0 was created without its claim data-web-0' },
    ],
    [
      'one of two came late',
      [window, claim('a', '4'), pod('web-0', { a: 'a', b: 'b' }), claim('b', '6')],
      [],
      'broken',
    ],
  ])
})

describe('what Pods find in their volumes', () => {
  const phrase = '{objects} find(s) what its/their predecessors wrote'
  const args = [names('Pod', 'web-0')]
  const says = (uid: string, line: string): TraceEvent => ({ kind: 'said', pod: 'web-0', uid, line })
  const first = pod('web-0', {}, { uid: 'zero', phase: 'Running' })
  const second = pod('web-0', {}, { uid: 'two', phase: 'Running' })
  const third = pod('web-0', {}, { uid: 'three', phase: 'Running' })
  const because = 'web-0 does not find what its predecessors wrote'
  answers(phrase, [
    ['all of it', [window, first, second, says('two', 'data holds web-0 zero'), says('two', 'ready')], args, kept],
    [
      'all of it, in any order',
      [
        window,
        first,
        second,
        third,
        says('three', 'data holds web-0 two'),
        says('three', 'data holds web-0 zero'),
        says('three', 'ready'),
      ],
      args,
      kept,
    ],
    [
      'all of it, in the order in which it was written',
      [
        window,
        first,
        second,
        third,
        says('three', 'data holds web-0 zero'),
        says('three', 'data holds web-0 two'),
        says('three', 'ready'),
      ],
      args,
      kept,
    ],
    [
      'nothing',
      [window, first, second, says('two', 'ready')],
      args,
      { kind: 'pending', because, expected: ['web-0 zero'], seen: [] },
    ],
    [
      'what another wrote',
      [window, first, second, says('two', 'data holds web-1 zero'), says('two', 'ready')],
      args,
      { kind: 'pending', because, expected: ['web-0 zero'], seen: ['web-1 zero'] },
    ],
    [
      'it has not looked',
      [window, first, second],
      args,
      { kind: 'pending', because: 'Pod web-0 has not looked into its volumes yet' },
    ],
    [
      'there was none before',
      [window, first, says('zero', 'ready')],
      args,
      { kind: 'invalid', because: 'no Pod web-0 ran before: this cannot prove anything' },
    ],
  ])
})
