import { describe } from 'node:test'
import { answers, window } from './testing.ts'

const printed = (text: string, code = 0) => ({ kind: 'printed', code, text }) as const
const table = printed('NAME   READY   AGE\nweb    3/3     5m12s\n')
const says = (text: string, outcome = 'succeeded') => [outcome, text]

describe('what kubectl printed', () => {
  answers('kubectl {outcome} and printed:', [
    ['is the same but for spaces and age', [window, table], says('NAME READY AGE\nweb 3/3 <age>\n'), 'kept'],
    ['is that of the last command', [window, printed('no'), table], says('NAME READY AGE\nweb 3/3 <age>'), 'kept'],
    ['names a revision', [window, printed('at web-5d6f...')], says('at <revision>...'), 'kept'],
    [
      'has another cell',
      [window, printed('web 2/3')],
      says('web 3/3'),
      { kind: 'pending', because: 'kubectl printed something else', expected: ['web 3/3'], seen: ['web 2/3'] },
    ],
    ['has another second line', [window, printed('a\nb')], says('a\nc'), 'pending'],
    ['has spaces around', [window, printed('  a \n')], says('a'), 'kept'],
    ['has a line more', [window, printed('a\nb')], says('a'), 'pending'],
    ['has a line less', [window, printed('a')], says('a\nb'), 'pending'],
    ['has more behind what is expected', [window, printed('a b')], says('a'), 'pending'],
    ['has more before what is expected', [window, printed('b a')], says('a'), 'pending'],
    ['has no age', [window, printed('web unknown')], says('web <age>'), 'pending'],
    ['has signs that mean something in a pattern', [window, printed('a.b (c)')], says('a.b (c)'), 'kept'],
    ['has another sign', [window, printed('axb')], says('a.b'), 'pending'],
    ['has any text in a line', [window, printed('pod "a" deleted from b')], says('pod "a" deleted<any>'), 'kept'],
    ['has no line for any text', [window, printed('a')], says('a\n<any>'), 'pending'],
    ['has no such line', [window, printed('a gone')], says('a<any> deleted'), 'pending'],
    ['is on some node', [window, printed('node/kind-worker.x drained')], says('node/<node> drained'), 'kept'],
    ['has any lines at the end', [window, printed('a\nb\nc')], says('a\n...'), 'kept'],
    ['has any lines at the beginning', [window, printed('a\nb\nc')], says('...\nc'), 'kept'],
    ['has any lines between two', [window, printed('a\nb\nb\nc')], says('a\n...\nb\nc'), 'kept'],
    ['has no lines where there may be any', [window, printed('a\nc')], says('a\n...\nc\n...'), 'kept'],
    ['lacks a line after any others', [window, printed('a\nb')], says('a\n...\nc'), 'pending'],
    ['has a line after any others and one more', [window, printed('a\nb\nc')], says('...\nb'), 'pending'],
    ['is an error', [window, printed('error: no', 1)], says('error: no', 'failed'), 'kept'],
    [
      'is an error that nobody expected',
      [window, printed('error: no', 1)],
      says('yes'),
      { kind: 'pending', because: 'kubectl ended with exit code 1', expected: 'succeeded', seen: 'error: no' },
    ],
    ['is a success that nobody expected', [window, printed('yes')], says('yes', 'failed'), 'pending'],
    [
      'is that of before the window',
      [table, window],
      says('a'),
      { kind: 'pending', because: 'kubectl was not run', expected: 'a' },
    ],
  ])
})
