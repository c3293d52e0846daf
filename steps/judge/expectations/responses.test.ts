import { describe } from 'node:test'
import { answers, window } from './testing.ts'

const response = (body: unknown) => ({ kind: 'response', body }) as const
const scale = response({ kind: 'Scale', metadata: { name: 'web' }, spec: { replicas: 3 } })
const list = response({ metadata: {}, items: [{ metadata: { name: 'web' } }] })
const replicas = (count: string) => [[['spec.replicas', count]]]

describe('the answer of the API server', () => {
  answers('the API server answered with:', [
    ['has the fields', [window, scale], replicas('3'), 'kept'],
    [
      'has others',
      [window, scale],
      replicas('2'),
      {
        kind: 'pending',
        because: 'spec.replicas of web is not as promised',
        expected: '2',
        seen: '3',
        cause: { verb: 'change', resource: 'responses', name: 'web', field: 'spec.replicas' },
      },
    ],
    ['is the last one', [window, response({ spec: { replicas: 1 } }), scale], replicas('3'), 'kept'],
    ['is that of before the window', [scale, window], replicas('3'), 'pending'],
    [
      'is a list',
      [window, list],
      [
        [
          ['items[0].metadata.name', 'web'],
          ['items[1]', '<absent>'],
        ],
      ],
      'kept',
    ],
    ['has a name', [window, scale], [[['metadata.name', '<name>']]], 'kept'],
    [
      'has no metadata',
      [window, response({ a: 1 })],
      [
        [
          ['metadata.name', 'the answer'],
          ['a', '1'],
        ],
      ],
      'kept',
    ],
    [
      'is a refusal',
      [window, { kind: 'answered', text: 'no', code: 403 }],
      replicas('3'),
      { kind: 'pending', because: 'no request was answered', seen: 'no' },
    ],
    ['never came', [window], replicas('3'), { kind: 'pending', because: 'no request was answered', seen: undefined }],
  ])
})
