import type { TraceEntry } from '../../observe/trace.ts'
import type { TraceFile } from '../trace-file.ts'

type Renaming = (text: string) => string

const UID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g
const ADDRESS = /\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/g
const VERSION = /"resourceVersion":"(\d+)"/g
/** An expectation about how much time has passed: then times keep their distances too. */
const MEASURED = /"kind":"expectation","phrase":"[^"]* second\(s\) /
/** What clients put behind the name of an object to name an event about it. */
const EVENT = /(?<="name":"[a-z0-9.-]+)\.[0-9a-f]{13,16}(?=")/g

/**
 * Replaces what differs from run to run: names of the run, uids, addresses, times, versions. What has an order keeps
 * it, what is equal stays equal.
 * @returns also the renaming, for what else speaks of the trace
 */
export function rename(file: TraceFile): { readonly file: TraceFile; readonly renamed: Renaming } {
  const timeless: TraceFile = { header: file.header, entries: file.entries.map(withoutDuration) }
  const text = JSON.stringify(timeless)
  const { namespace, run } = file.header
  const steps: Renaming[] = [
    ...(namespace ? [(each: string) => each.replaceAll(namespace, 'example')] : []),
    (each) => each.replaceAll(run, 'run'),
    inOrderOf(text, UID, (number) => `uid-${number}`),
    inOrderOf(text, ADDRESS, (number) => `10.0.${number >> 8}.${number & 255}`),
    inOrderOf(text, EVENT, (number) => `.event-${number}`),
    MEASURED.test(text) ? fromStart(text) : byRank(text, TIME, inSeconds),
    versionsByRank(text),
  ]
  const renamed = (each: string) => steps.reduce((soFar, step) => step(soFar), each)
  return { file: JSON.parse(renamed(text)) as TraceFile, renamed }
}

/** How long something took is no part of a verdict, unless it never ended. */
function withoutDuration(entry: TraceEntry): TraceEntry {
  const timed = { ...entry, at: entry.seq }
  if (timed.kind !== 'settled' || !timed.rests) return timed
  return { ...timed, tookMs: 0, how: timed.how.replace(/, \d+ rounds?/, '').replaceAll(/ in \d+ ms/g, '') }
}

const distinct = (text: string, pattern: RegExp): string[] => [...new Set(text.match(pattern))]

const replacing =
  (pattern: RegExp, names: ReadonlyMap<string, string>): Renaming =>
  (text) =>
    text.replaceAll(pattern, (found) => names.get(found) ?? found)

const inOrderOf = (text: string, pattern: RegExp, nameOf: (number: number) => string): Renaming =>
  replacing(pattern, new Map(distinct(text, pattern).map((found, index) => [found, nameOf(index + 1)])))

const byRank = (text: string, pattern: RegExp, nameOf: (rank: number) => string): Renaming =>
  replacing(
    pattern,
    new Map(
      distinct(text, pattern)
        .sort()
        .map((found, rank) => [found, nameOf(rank)]),
    ),
  )

const inSeconds = (seconds: number): string =>
  `${new Date(Date.UTC(2000, 0, 1, 0, 0, seconds)).toISOString().slice(0, 19)}Z`

function fromStart(text: string): Renaming {
  const times = distinct(text, TIME)
  const start = Math.min(...times.map((time) => Date.parse(time)))
  return replacing(TIME, new Map(times.map((time) => [time, inSeconds(Math.floor((Date.parse(time) - start) / 1000))])))
}

function versionsByRank(text: string): Renaming {
  const found = new Set([...text.matchAll(VERSION)].map(([, version = '']) => version))
  const ordered = [...found].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1))
  const ranks = new Map(ordered.map((version, rank) => [version, rank + 1]))
  return (each) => each.replaceAll(VERSION, (_, version: string) => `"resourceVersion":"${ranks.get(version)}"`)
}
