import { readdirSync, readFileSync } from 'node:fs'
import mergePatch from 'json-merge-patch'
import { parseAllDocuments } from 'yaml'

/** Requests as written in testdata/requests, and how they and their answers are compared. */
export interface Suite {
  plural: string
  base: Json
  cases: { name: string; steps: Step[] }[]
}

export type Json = Record<string, unknown>

/** One request. `text` is a body as it is; `put` is laid over the last answer; patches are sent as they are. */
export interface Step {
  create?: Json
  text?: string
  put?: Json
  merge?: unknown
  json?: unknown
  strategic?: unknown
  bare?: boolean
  subresource?: string
  query?: string
}

export interface Answer {
  code: number
  warnings: string[]
  body: unknown
}

const folder = new URL('./requests/', import.meta.url)

export function requestFiles(): string[] {
  return readdirSync(folder).sort()
}

export function readSuites(file: string): Suite[] {
  const documents = parseAllDocuments(readFileSync(new URL(file, folder), 'utf8'), { merge: true })
  return documents.map((document) => document.toJS() as Suite)
}

/** The patch of a step, if it is one. */
export function patchOf(step: Step): { type: 'json' | 'merge' | 'strategic'; body: unknown } | undefined {
  const type = (['json', 'merge', 'strategic'] as const).find((name) => step[name] !== undefined)
  return type && { type, body: step[type] }
}

/** The body of a creation: laid over the base, under the case's name unless it brings its own. */
export function created(step: Step, base: Json, name: string): Json {
  if (step.bare) return step.create!
  const generated = (step.create?.['metadata'] as { generateName?: string } | undefined)?.generateName
  const named = mergePatch.apply(structuredClone(base), generated ? {} : { metadata: { name } }) as object
  return mergePatch.apply(named, step.create ?? {}) as Json
}

// What differs between any two servers.
const MASKED = new Set(['resourceVersion', 'creationTimestamp', 'managedFields', 'lastPhaseTransitionTime'])

/** An answer without ids, times and versions, and without what only quotes them or a difference of Go values. */
export function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked)
  if (typeof value === 'string') return maskedText(value)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([key]) => !MASKED.has(key))
  return Object.fromEntries(entries.map(([key, item]) => [key, masked(item)]))
}

function maskedText(text: string): string {
  return text
    .replace(/patch: Invalid value: "\{.*\}": /s, 'patch: Invalid value: "…": ')
    .replace(/^Invalid value: "\{\\"(?:apiVersion|kind).*\}": /s, 'Invalid value: "…": ')
    .replace(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, '<uid>')
    // The requests' own times are those of a New Year's Day; all others are the time of the recording.
    .replace(/^\d{4}-(?!01-01)\d{2}-\d{2}T[\d:.]+Z$/, '<now>')
    .replace(/^10\.96\.\d+\.\d+$/, '10.96.x.x')
    .replace(/\b(pre-|A_b-)[a-z0-9]{5}\b/g, '$1xxxxx')
    .replace(/(?<=(?:after creation except .*|fields other than .*|immutable after creation))\n[\s\S]*?(?=\]$|, spec\.|, volumeMode|$)/, '\n…')
}
