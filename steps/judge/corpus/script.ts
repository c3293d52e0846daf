import { isDeepStrictEqual } from 'node:util'
import type { TraceEntry } from '../../observe/trace.ts'
import type { TraceFile } from '../trace-file.ts'
import { expectedOf } from './expected.ts'
import { judgementOf } from './shorten.ts'

/**
 * Whether one recording of an example can stand for the other: the suite did and expected the same, and the verdict is
 * the same. They differ then by what arrived first, as any two runs do.
 */
export const isEquivalent = (a: TraceFile, b: TraceFile): boolean =>
  isDeepStrictEqual(scriptOf(a), scriptOf(b)) &&
  isDeepStrictEqual(expectedOf(judgementOf(a)), expectedOf(judgementOf(b)))

const scriptOf = ({ header, entries }: TraceFile) => [header, ...entries.filter(isOfScript).map(unnumbered)]

const isOfScript = (entry: TraceEntry): boolean =>
  ['step', 'window', 'expectation', 'skipped'].includes(entry.kind) || (entry.kind === 'action' && !entry.own)

function unnumbered({ seq: _, at: __, ...rest }: TraceEntry): object {
  return rest
}
