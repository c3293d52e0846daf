import { z } from 'zod'

const text = z.string().default('')

const deviation = z.object({
  guarantee: z.string(),
  /** The examples in which it happens; absent if in all of the guarantee. */
  examples: z.array(z.string()).optional(),
  /** The versions of the controller that deviate, as a range of semantic versions; absent if all do. */
  versions: z.string().optional(),
  /** The feature gates that it needs, as in `--feature-gates`; absent if none. */
  gates: z.string().optional(),
  /** True for a race: an example that passes disproves nothing. */
  sometimes: z.boolean().optional(),
  /** What happens instead. */
  instead: z.string(),
  url: z.string(),
  /** The violations by which it is recognised. */
  shows: z.array(z.object({ broken: z.string(), seen: z.unknown().optional(), because: z.string().optional() })),
  /** The file and line of its declaration. */
  place: z.string(),
})

const knownFailure = z.object({
  guarantee: z.string().optional(),
  example: z.string().optional(),
  url: z.string(),
  /** The file and line of the entry. */
  place: z.string(),
})

const implementation = z.object({
  organization: z.string(),
  project: z.string(),
  version: z.string().optional(),
  url: z.string(),
  contact: z.array(z.string()),
})

const runInfo = z.object({
  started: text,
  finished: text,
  target: text,
  controller: text,
  kind: z
    .object({ group: text, version: text, kind: text })
    .default({ group: 'apps', version: 'v1', kind: 'StatefulSet' }),
  /** Whose controller it is, as far as the suite or the target file says so. */
  implementation: implementation.optional(),
  versions: z.record(z.string(), z.string().nullish()).default({}),
  provenance: z.record(z.string(), z.string()).default({}),
  /** The part of the selected scenarios that ran: as in `--shard 2/5`. */
  shard: z.object({ index: z.number().int().positive(), of: z.number().int().positive() }).optional(),
  /** Empty where everything ran. */
  selection: z.string().trim().default(''),
  command: z
    .union([z.string(), z.array(z.string())])
    .default('')
    .transform(asLine),
  /** The capabilities that the target simulates, by the names of the ledger's `needs`. */
  simulated: z.array(z.string()).default([]),
  harnessErrors: z.array(z.string()).default([]),
  deviations: z.array(deviation).default([]),
  /** The failures that the user knows. */
  baseline: z.array(knownFailure).default([]),
})

/** The content of run.json: the target, the controller, the selection, and the harness errors of the run. */
export type RunInfo = z.output<typeof runInfo>

/** The input of a caller: every field has a default. */
export type RunInfoInput = z.input<typeof runInfo>

/** A declared deviation: a known and published difference of the controller from a guarantee. */
export type Deviation = z.infer<typeof deviation>

/** An entry of a baseline: a guarantee or an example that is known to fail. */
export type KnownFailure = z.infer<typeof knownFailure>

type Place = Pick<RunInfo, 'target' | 'versions' | 'controller' | 'kind'>

/** Where a run took place: its target, the version of its API server, the controller under test, its kind; '' if unknown. */
export function placeOf({ target, versions, controller, kind: { group, version, kind } }: Place): string {
  const other = group === 'apps' ? '' : `${kind} of ${group}/${version}`
  return [target, versions['server'], controller ? `controller ${controller}` : '', other].filter(Boolean).join(', ')
}

/** Validates the description of a run; throws with the name of an invalid field. */
export function parseRunInfo(value: unknown, file: string): RunInfo {
  const { success, data, error } = runInfo.safeParse(value)
  if (success) return data
  const complaints = error.issues.map((issue) => `${issue.path.map(String).join('.')}: ${issue.message}`)
  throw new Error(`${file}: expected what steps/run writes about a run: ${complaints.join('; ')}`, { cause: error })
}

function asLine(value: string | string[]): string {
  return Array.isArray(value) ? value.join(' ') : value
}
