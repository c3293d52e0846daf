import { type PickleStep, PickleStepType } from '@cucumber/messages'
import { AssertionError } from 'chai'
import { header, history, object, seen } from '../observe/testing.ts'
import type { TraceEntry, TraceEvent } from '../observe/trace.ts'
import { Expectations } from './expectations.ts'

const TYPES = { Given: PickleStepType.CONTEXT, When: PickleStepType.ACTION, Then: PickleStepType.OUTCOME } as const

/** A step by its line, `Then no Pods exist`; `argument` is its docstring or table. */
export function step(line: string, argument?: string | string[][]): PickleStep {
  const [keyword = '', ...words] = line.split(' ')
  const table = Array.isArray(argument)
    ? { dataTable: { rows: argument.map((cells) => ({ cells: cells.map((value) => ({ value })) })) } }
    : {}
  return {
    id: line,
    astNodeIds: [],
    text: words.join(' '),
    type: TYPES[keyword as keyof typeof TYPES],
    ...(argument !== undefined && {
      argument: typeof argument === 'string' ? { docString: { content: argument } } : table,
    }),
  }
}

export const sets = (replicas: number): TraceEvent =>
  seen('statefulsets', 'ADDED', object('web', { spec: { replicas }, metadata: { generation: 1 } }))
export const appears = (name: string): TraceEvent => seen('pods', 'ADDED', object(name))
export const given: TraceEvent = { kind: 'step', keyword: 'Given', text: 'Given' }

/** What happens while the suite waits, by what it waits for; answers whether the cluster rests. */
export interface Script {
  readonly unasked?: (met: () => boolean) => void
  readonly settled?: (or: (() => boolean) | undefined) => boolean
  readonly leaps?: boolean
  readonly isReportedAtRest?: boolean
  /** What is said of a controller that does not rest. */
  readonly restless?: string
  readonly dnsCaches?: boolean
}

/** The expectations of an example of these steps, and what they ask of the observation. */
export function staged(steps: readonly PickleStep[], events: readonly TraceEvent[] = [], script: Script = {}) {
  const trace = history(...events)
  const asked: unknown[] = []
  const observation = {
    untilUnasked: async (met: () => boolean) => {
      asked.push('unasked')
      script.unasked?.(met)
      if (!met() && script.restless) throw new AssertionError(script.restless)
    },
    requireRest: async () => {
      if (script.restless) throw new AssertionError(script.restless)
    },
    settled: async (options: { or?: () => boolean; atMost?: object } = {}) => {
      asked.push(options.atMost ? { settled: options } : 'settled')
      return script.settled?.(options.or) ?? true
    },
    leaps: script.leaps ?? false,
    isReportedAtRest: script.isReportedAtRest ?? false,
  }
  const expectations = new Expectations(
    {
      header: header(),
      trace,
      observation: observation as never,
      fillPlaceholders: (text) => text.replaceAll('<mine>', 'yours'),
      prepare: async (phrase, args) => void asked.push([phrase, args]),
      dnsCaches: script.dnsCaches ?? true,
    },
    { steps },
  )
  const judged = () =>
    trace.entries.flatMap((entry) => (entry.kind === 'judged' ? [[entry.expectation, entry.when]] : []))
  return { expectations, trace, asked, judged }
}

export const kinds = (entries: readonly TraceEntry[]): string => entries.map(({ kind }) => kind).join(' ')

/** The error by which a promise that does not hold is told. */
export async function errorOf(work: Promise<unknown>): Promise<Error & { actual?: unknown; expected?: unknown }> {
  return work.then(
    () => {
      throw new Error('no error')
    },
    (error: Error) => error,
  )
}
