import { z } from 'zod'

const text = z.string().default('')

const deviation = z.object({ guarantee: z.string(), url: z.string(), reason: z.string() })

const runInfo = z.object({
  started: text,
  finished: text,
  target: text,
  controller: text,
  kind: z
    .object({ group: text, version: text, kind: text })
    .default({ group: 'apps', version: 'v1', kind: 'StatefulSet' }),
  versions: z.record(z.string(), z.string().nullish()).default({}),
  provenance: z.record(z.string(), z.string()).default({}),
  /** Which part of the selected scenarios ran, of how many: as in `--shard 2/5`. */
  shard: z.object({ index: z.number().int().positive(), of: z.number().int().positive() }).optional(),
  selection: z.unknown().optional().transform(asSelection),
  command: z
    .union([z.string(), z.array(z.string())])
    .default('')
    .transform(asLine),
  /** What the target plays instead of having it, by the names of the ledger's `needs`. */
  simulated: z.array(z.string()).default([]),
  harnessErrors: z.array(z.string()).default([]),
  deviations: z.array(deviation).default([]),
})

/** What run.json says about a run: where it ran, on what, which part of the features, and what went wrong with the run itself. */
export type RunInfo = z.output<typeof runInfo>

/** What a caller may hand in: every field has a default. */
export type RunInfoInput = z.input<typeof runInfo>

/** A known and published difference of the target from a guarantee. */
export type Deviation = z.infer<typeof deviation>

/** Checks what a run says about itself; throws with the field that is wrong. */
export function parseRunInfo(value: unknown, file: string): RunInfo {
  const { success, data, error } = runInfo.safeParse(value)
  if (success) return data
  const complaints = error.issues.map((issue) => `${issue.path.map(String).join('.')}: ${issue.message}`)
  throw new Error(`${file}: expected what steps/run writes about a run: ${complaints.join('; ')}`, { cause: error })
}

/** Nothing selected, however it is written, is the empty string: everything ran. */
function asSelection(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return value.trim()
  if (Array.isArray(value)) return value.map(asSelection).filter(Boolean).join(' ')
  if (typeof value !== 'object') return String(value)
  const parts = Object.entries(value).map(([name, part]) => [name, asSelection(part)])
  return parts.flatMap(([name, part]) => (part ? [`${name}=${part}`] : [])).join(' ')
}

function asLine(value: string | string[]): string {
  return Array.isArray(value) ? value.join(' ') : value
}
