import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'

/** A file whose mutations the unit tests must find, and those that are to find them, the nearest first. */
export interface Subject {
  readonly folder: string
  readonly file: string
  readonly tests: readonly string[]
}

/** Tests that cover a file besides those that bear its name. */
const also: Readonly<Record<string, readonly string[]>> = {
  'steps/judge/explained.ts': ['steps/judge/unexpected-*.test.ts'],
  'steps/judge/states.ts': ['steps/judge/expectations/*.test.ts'],
  'steps/judge/unexpected-changes.ts': ['steps/judge/unexpected-*.test.ts'],
  'steps/judge/expectations/surroundings.ts': ['steps/judge/expectations/index.test.ts'],
  'steps/judge/expectations/index.ts': ['steps/judge/unexpected-*.test.ts'],
  'steps/judge/invariants': ['steps/judge/invariants/*.test.ts'],
  'steps/judge/invariants/revisions.ts': ['steps/judge/invariants/revision-*.test.ts'],
  'steps/judge/invariants/updated-in-order.ts': ['steps/judge/invariants/update-strategies.test.ts'],
  'steps/observe/await-trace.ts': ['steps/observe/entries.test.ts'],
  'steps/observe/kinds.ts': ['steps/observe/changes.test.ts'],
  'steps/observe': ['steps/observe/*.test.ts', 'steps/observe/facts/*.test.ts'],
  'steps/world/actions.ts': ['steps/world/requests.test.ts', 'steps/world/other-kind.test.ts'],
  'steps/world/objects.ts': [
    'steps/world/actions.test.ts',
    'steps/world/requests.test.ts',
    'steps/world/other-kind.test.ts',
  ],
  'steps/world/phrases.ts': ['steps/world/parameters.test.ts'],
  'steps/world/written-request.ts': ['steps/world/requests.test.ts', 'steps/world/other-kind.test.ts'],
  'steps/world/target.ts': ['steps/world/other-kind.test.ts'],
  'steps/world/sentinel.ts': ['steps/world/other-kind.test.ts'],
  'steps/vocabulary': ['steps/vocabulary/vocabulary.test.ts'],
  'reports/format/console-summary.ts': ['reports/format/console-table.test.ts'],
  'reports/format/evidence.ts': ['reports/format/status-managers.test.ts'],
  'reports/format/exit-code.ts': ['reports/format/precedence.test.ts', 'reports/format/baseline.test.ts'],
  'reports/format/families.ts': ['reports/format/capabilities.test.ts'],
  'reports/format/judgements.ts': ['reports/format/attempts.test.ts'],
  'reports/format/messages.ts': ['reports/format/evidence.test.ts'],
  'reports/format/reproduce.ts': ['reports/format/kubectl.test.ts'],
  'reports/format/run-info.ts': ['reports/write-reports.test.ts'],
  'reports/format/scenarios.ts': ['reports/format/attempts.test.ts', 'reports/format/evidence.test.ts'],
  'reports/format/source-link.ts': ['reports/format/ledger.test.ts'],
  'reports/format/timeline-model.ts': ['reports/format/timeline.test.ts'],
  'reports/format/trace-lines.ts': ['reports/format/trace.test.ts'],
  'reports/format/violations.ts': ['reports/format/failure-text.test.ts'],
  'reports/format/yaml-table.ts': ['reports/format/ledger.test.ts', 'reports/format/deviations.test.ts'],
}

/** Files that hold no rule: types, lists of names, the shape of a report that a parser enforces, and what only the tests use. */
const EXCLUDED =
  /(\.test|testing)\.ts$|\/(verdict|expectation|invariant)\.ts$|^steps\/judge\/index\.ts$|^reports\/format\/report-schema\.ts$/

/** In steps/world the parts that have rules of their own; what only joins them is proven by the runs of the suite. */
const WORLD = [
  'absent-fields',
  'applicability',
  'status-managers',
  'settle',
  'quiet',
  'generations',
  'expectations',
  'pods',
  'workloads',
  'objects',
  'actions',
  'target',
  'phrases',
  'placeholders',
  'sentinel',
  'pod-driver',
  'watch-barrier',
  'observation',
  'target-control',
  'end-namespace',
  'address',
  'names',
  'manifest',
  'reasons',
  'copy',
  'kubectl',
  'kubectl-commands',
  'kubectl-requests',
  'written-request',
]

const folders: Readonly<Record<string, readonly string[]>> = {
  'steps/judge': ['steps/judge/*.ts'],
  'steps/judge/expectations': ['steps/judge/expectations/*.ts'],
  'steps/judge/invariants': ['steps/judge/invariants/*.ts'],
  'steps/observe': ['steps/observe/*.ts', 'steps/observe/facts/*.ts'],
  'steps/world': WORLD.map((name) => `steps/world/${name}.ts`),
  'steps/vocabulary': ['steps/vocabulary/*.ts'],
  'reports/format': ['reports/format/*.ts'],
}

const found = (patterns: readonly string[]): string[] =>
  patterns.flatMap((pattern) =>
    globSync(pattern)
      .map((path) => path.replaceAll('\\', '/'))
      .sort(),
  )

export const subjects = (): Subject[] =>
  Object.entries(folders).flatMap(([folder, patterns]) =>
    found(patterns)
      .filter((file) => !EXCLUDED.test(file))
      .map((file) => ({ folder, file, tests: testsOf(folder, file) })),
  )

function testsOf(folder: string, file: string): string[] {
  const stem = file.replace(/\.ts$/, '')
  const own = found([`${stem}.test.ts`, `${stem}-*.test.ts`])
  return [...new Set([...own, ...found(also[file] ?? []), ...(own.length > 0 ? [] : found(also[folder] ?? []))])]
}

/** Of the code alone: a comment that is put another way changes no figure. */
export function digestOf(file: string): string {
  const lines = readFileSync(file, 'utf8').split('\n')
  const code = lines.filter((line) => line.trim() !== '' && !COMMENT.test(line))
  return createHash('sha256').update(code.join('\n')).digest('hex')
}

const COMMENT = /^\s*(\/\/|\/\*|\*)/
