import { alarm, stretched, type Wait } from '../patience/index.ts'
import type { Gap, Trace, TraceEntry } from './trace.ts'

/** A watch could not be resumed: the events since then are unknown, and no "never" can be judged. */
export class HistoryLost extends Error {
  constructor({ resource, reason }: Gap) {
    super(`the watch of ${resource} has lost history, so nothing can be judged: ${reason}`)
    this.name = 'HistoryLost'
  }
}

/** @throws HistoryLost when the trace is not all that happened. */
export function requireHistory({ gap }: Trace): void {
  if (gap) throw new HistoryLost(gap)
}

/**
 * Resolves as soon as `met()` holds, asked now and after each entry of the trace.
 * @throws Error when the named wait is over: what was awaited, and the last ten entries.
 * @throws HistoryLost as soon as a watch has lost history: what is awaited may have been missed.
 */
export async function awaitTrace(trace: Trace, wait: Wait, what: string, met: () => boolean): Promise<void> {
  requireHistory(trace)
  if (met()) return
  await new Promise<void>((resolve, reject) => {
    const done = (end: () => void) => {
      unfollow()
      cancel()
      end()
    }
    const unfollow = trace.follow((entry) => {
      if (entry.kind === 'gap') return done(() => reject(new HistoryLost(entry)))
      if (met()) done(resolve)
    })
    const cancel = alarm(stretched(wait.ms), () =>
      done(() =>
        reject(new Error(`waited ${stretched(wait.ms)} ms in vain until ${what}\n${lastEntries(trace.entries)}`)),
      ),
    )
  })
}

/** The last ten entries of a trace, one line each, for errors. */
export function lastEntries(entries: readonly TraceEntry[]): string {
  return entries
    .slice(-10)
    .map((entry) => `  ${entry.at} ms ${describeEntry(entry)}`)
    .join('\n')
}

/** One entry in a few words. */
export function describeEntry(entry: TraceEntry): string {
  switch (entry.kind) {
    case 'seen':
      return `${entry.type} ${entry.resource}/${entry.object.metadata.name} ${String(entry.object.status?.['phase'] ?? '')}`.trim()
    case 'step':
      return `${entry.keyword} ${entry.text}`
    case 'window':
      return 'the window opens'
    case 'expectation':
      return `expected: ${entry.text}`
    case 'action':
      return `${entry.own ? 'suite' : 'step'}: ${entry.verb} ${entry.resource}/${entry.name}`
    case 'answered':
      return `answered ${entry.code}: ${entry.text}`
    case 'response':
      return `response: ${JSON.stringify(entry.body)}`
    case 'printed':
      return `exit code ${entry.code}: ${entry.text.trim()}`
    case 'said':
      return `${entry.pod} said: ${entry.line}`
    case 'resolved':
      return `DNS ${entry.type} ${entry.name}: ${entry.status} ${entry.records.join(' ')}`.trim()
    case 'settled':
      return `settled (${entry.how})`
    case 'judged':
      return `judged ${entry.expectation} (${entry.when})`
    case 'absent':
      return `there is no ${entry.resource}/${entry.name}`
    case 'skipped':
      return `skipped: ${entry.reason}`
    case 'harness-error':
      return `harness error: ${entry.message}`
    case 'ended':
      return 'ended'
    case 'gap':
      return `GAP in ${entry.resource}: ${entry.reason}`
  }
}
