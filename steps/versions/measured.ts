import { readFileSync, writeFileSync } from 'node:fs'
import { compare } from 'semver'
import { parse, stringify } from 'yaml'
import { z } from 'zod'

const count = z.number().int().nonnegative()

const run = z.strictObject({
  /** Such as 1.36.3. */
  kubernetes: z.string(),
  /** The feature gates that the run has set; empty where all had their defaults. */
  gates: z.string(),
  /** The selection of examples; empty where all ran. */
  selection: z.string(),
  date: z.string(),
  passed: count,
  notApplicable: count,
  /** Declared deviations of upstream's controller. */
  deviations: count,
  /** Examples that show what upstream's controller does not do, and nobody has promised. */
  informative: count,
  falseAlarms: count,
  harnessErrors: count,
  seconds: count,
  /** What became of its false alarms: written by hand, and gone with the next run. */
  note: z.string().optional(),
})

/** What a run with upstream's controller on a real control plane came to. */
export type Measured = z.infer<typeof run>

/** The part of conformance-report.yaml that is taken. */
const report = z.object({
  date: z.string(),
  target: z.literal('control-plane'),
  controller: z.literal('upstream'),
  versions: z.object({ server: z.string() }),
  scenarios: z.object({
    conformant: count,
    nonConformant: count,
    documentedDeviation: count,
    informative: count,
    notApplicable: count,
    harnessError: count,
  }),
  time: z.object({ wall: z.number() }),
  provenance: z.object({ selection: z.string(), target: z.record(z.string(), z.string()) }),
})

export const MEASURED = 'steps/versions/measured.yaml'

const HEAD = `# Runs with upstream's controller on control-plane: what \`npm run versions -- FOLDER...\` has taken from their reports.\n`

export const readMeasured = (): Measured[] => z.array(run).parse(parse(readFileSync(MEASURED, 'utf8')))

export const writeMeasured = (runs: readonly Measured[]): void => writeFileSync(MEASURED, HEAD + stringify(runs))

/** @throws Error for the report of another target or controller */
export function measuredIn(text: string, file: string): Measured {
  const { success, data, error } = report.safeParse(parse(text))
  if (!success)
    throw new Error(`${file}: expected a report of upstream's controller on control-plane: ${z.prettifyError(error)}`)
  const { date, versions, scenarios, time, provenance } = data
  return {
    kubernetes: versions.server.replace(/^v/, ''),
    gates: provenance.target['feature gates'] ?? '',
    selection: provenance.selection,
    date,
    passed: scenarios.conformant,
    notApplicable: scenarios.notApplicable,
    deviations: scenarios.documentedDeviation,
    informative: scenarios.informative,
    falseAlarms: scenarios.nonConformant,
    harnessErrors: scenarios.harnessError,
    seconds: Math.round(time.wall),
  }
}

/**
 * The runs with others added, in order of versions. A run replaces those of the same minor version, gates and selection; one
 * of all examples replaces those of selections too.
 */
export function withRuns(known: readonly Measured[], added: readonly Measured[]): Measured[] {
  const runs = added.reduce(
    (all: readonly Measured[], run) => [...all.filter((each) => !covers(run, each)), run],
    known,
  )
  return runs.toSorted(
    (a, b) =>
      compare(a.kubernetes, b.kubernetes) ||
      a.gates.localeCompare(b.gates, 'en') ||
      a.selection.localeCompare(b.selection, 'en'),
  )
}

const covers = (run: Measured, other: Measured): boolean =>
  minorOf(run) === minorOf(other) &&
  run.gates === other.gates &&
  (run.selection === '' || run.selection === other.selection)

export const minorOf = ({ kubernetes }: Pick<Measured, 'kubernetes'>): string =>
  kubernetes.split('.').slice(0, 2).join('.')
