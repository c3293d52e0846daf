import { z } from 'zod'

/** The version of the report's shape: a change that breaks a reader gets a new one. */
export const reportApiVersion = 'statefulset-conformance/v1alpha2'

/** The JSON Schema of the report, in the same folder and in the package. */
export const REPORT_SCHEMA = 'conformance-report.schema.json'

const count = z.int().nonnegative()

const statistics = z.strictObject({
  conformant: count,
  nonConformant: count,
  documentedDeviation: count,
  notApplicable: count,
  harnessError: count,
  notJudged: count,
  notRun: count,
  planned: count,
  excluded: count,
  total: count,
})

const verdict = z.enum([
  'conformant',
  'non-conformant',
  'documented deviation',
  'not applicable',
  'harness error',
  'not judged',
  'planned',
  'excluded',
  'not run',
])

const guarantee = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** For level folklore: the wrong statement that circulates. The title states the truth. */
  misconception: z.string().optional(),
  level: z.string(),
  profile: z.string(),
  verdict,
  because: z.string().optional(),
  url: z.string().optional(),
  examples: z.array(z.string()).optional(),
  /** Examples of it that the target could not run, and why. */
  skipped: z.array(z.strictObject({ example: z.string(), because: z.string() })).optional(),
})

const breach = z.strictObject({
  sentence: z.string(),
  expected: z.string().optional(),
  seen: z.string().optional(),
  because: z.string(),
})

const failed = z.strictObject({
  example: z.string(),
  /** File and line. */
  location: z.string(),
  title: z.string(),
  guarantees: z.array(z.string()),
  ending: z.enum(['non-conformant', 'harness error']),
  step: z.string(),
  ...breach.shape,
  /** Later failures in the same example. */
  others: z.array(breach.extend({ guarantees: z.array(z.string()) })).optional(),
  /** Guarantees that it could not judge, and the one whose violation is why. */
  notJudged: z.array(z.strictObject({ guarantee: z.string(), because: z.string() })).optional(),
  /** The harness error that followed a violation. */
  harnessError: z.string().optional(),
  trace: z.string().optional(),
  reproduce: z.array(z.string()),
})

/** The shape of conformance-report.yaml; checked before it is written, and published as JSON Schema in the same folder. */
export const reportSchema = z.strictObject({
  apiVersion: z.literal(reportApiVersion),
  kind: z.literal('ConformanceReport'),
  date: z.string(),
  outcome: z.strictObject({
    headline: z.string(),
    /** Conformant only where the whole core profile is kept; kept where all that was checked is, and that was less. */
    result: z.enum(['conformant', 'kept', 'non-conformant', 'harness error', 'incomplete']),
    exitCode: z.union([z.literal(0), z.literal(1), z.literal(3), z.literal(4)]),
    /** The rows that kept and of count: all rows of the core profile, including planned ones, or those that the selection ran. */
    scope: z.enum(['core profile', 'selection']),
    kept: count,
    of: count,
    reasons: z.array(z.string()),
  }),
  /** Whose controller it is, as the suite or the target file says; the fields are those of Gateway API's reports. */
  implementation: z.strictObject({
    organization: z.string().optional(),
    project: z.string().optional(),
    version: z.string().optional(),
    url: z.string().optional(),
    contact: z.array(z.string()).optional(),
    /** Who wrote the status of the workloads, by the field managers that the API server has recorded. */
    statusManagers: z.array(z.string()),
  }),
  /** The kind under certification. */
  resource: z.strictObject({ group: z.string(), version: z.string(), kind: z.string() }),
  target: z.string(),
  controller: z.string(),
  versions: z.record(z.string(), z.string()),
  scenarios: z.strictObject({
    total: count,
    conformant: count,
    nonConformant: count,
    documentedDeviation: count,
    informative: count,
    notApplicable: count,
    harnessError: count,
  }),
  /** In seconds. The quotient is the speedup of running scenarios in parallel. */
  time: z.strictObject({ wall: z.number().nonnegative(), scenarios: z.number().nonnegative() }),
  profiles: z.array(z.strictObject({ name: z.string(), statistics })),
  families: z.array(z.strictObject({ name: z.string(), statistics })),
  failed: z.array(failed),
  deviations: z.array(
    z.strictObject({
      guarantee: z.string(),
      /** What happens instead. */
      instead: z.string(),
      url: z.string(),
      /** File and line of the declaration. */
      place: z.string(),
      versions: z.string().optional(),
      gates: z.string().optional(),
      /** A race: an example that passes disproves nothing. */
      sometimes: z.boolean().optional(),
      state: z.enum(['deviates', 'stale', 'not seen']),
      /** The examples that showed it. */
      examples: z.array(z.string()).optional(),
    }),
  ),
  /** Informative examples that failed: they change no verdict. */
  informative: z.array(
    z.strictObject({
      example: z.string(),
      location: z.string(),
      title: z.string(),
      guarantees: z.array(z.string()),
      step: z.string(),
      ...breach.shape,
      trace: z.string().optional(),
    }),
  ),
  guarantees: z.array(guarantee),
  provenance: z.strictObject({
    started: z.string(),
    finished: z.string(),
    command: z.string(),
    selection: z.string(),
    target: z.record(z.string(), z.string()),
  }),
  reproduce: z.array(z.string()),
})

/** A conformance report, as written and as published. */
export type ConformanceReport = z.infer<typeof reportSchema>
export type Statistics = z.infer<typeof statistics>

/** The same shape for other tools. */
export function reportJsonSchema(): unknown {
  return { $id: `urn:${reportApiVersion.replace('/', ':')}:ConformanceReport`, ...z.toJSONSchema(reportSchema) }
}
