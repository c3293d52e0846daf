import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { decisive } from './precedence.ts'
import type { Ending, Scenario } from './scenarios.ts'
import { readTable } from './yaml-table.ts'

const VERDICTS = ['true', 'partly', 'false', 'outdated'] as const

const claim = z
  .strictObject({
    claim: z.string().min(1),
    about: z.string().min(1),
    // YAML reads two of the verdicts as truth values.
    verdict: z.preprocess(String, z.enum(VERDICTS)),
    because: z.string().min(1).optional(),
    guarantees: z.array(z.string()).min(1, 'expected at least one guarantee'),
    examples: z.array(z.string()),
    no_example_because: z.string().min(1).optional(),
  })
  .refine((row) => row.verdict === 'true' || row.because !== undefined, {
    path: ['because'],
    message: 'expected what is so instead, where a claim is not simply true',
  })
  .refine((row) => (row.examples.length === 0) === (row.no_example_because !== undefined), {
    path: ['examples'],
    message: 'expected an example that proves it, or no_example_because',
  })

/** A sentence about StatefulSet that circulates, and whether it is so. */
export type Claim = z.infer<typeof claim>

/** Reads the claims of the specification in `folder`; none where it has no such table. */
export function loadClaims(folder: string): Claim[] {
  const file = join(folder, 'claims.yaml')
  return existsSync(file) ? readTable(file, { row: claim, key: 'claim' }) : []
}

/** The claims, their verdicts, and what became of the examples that prove them in this run, as Markdown. */
export function claimsPage(claims: readonly Claim[], scenarios: readonly Scenario[], run: string): string {
  const endings = new Map(scenarios.map(({ address, ending }) => [address, ending]))
  const counts = VERDICTS.map((verdict) => `${claims.filter((each) => each.verdict === verdict).length} ${verdict}`)
  return [
    '# What is said about StatefulSets, and whether it is so',
    '',
    `${claims.length} claims: ${counts.join(', ')}. The last column is of this run: ${run}.`,
    ...[...Map.groupBy(claims, ({ about }) => about)].flatMap(([about, rows]) => [
      ...[
        '',
        `## ${about}`,
        '',
        '| claim | verdict | guarantee | proved by | the proof in this run |',
        '|---|---|---|---|---|',
      ],
      ...rows.map((row) => rowOf(row, endings)),
    ]),
    '',
  ].join('\n')
}

function rowOf(row: Claim, endings: ReadonlyMap<string, Ending>): string {
  const { claim: sentence, verdict, because, guarantees, examples, no_example_because: none = '' } = row
  const cells = [
    sentence,
    because === undefined ? verdict : `${verdict}: ${because}`,
    guarantees.join(', '),
    examples.join(', ') || none,
    foundIn(examples, endings),
  ]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
}

const ORDER: readonly Ending[] = [...decisive, 'documented deviation', 'informative', 'not applicable', 'conformant']
const WORDS: Readonly<Partial<Record<Ending, string>>> = { conformant: 'kept', 'non-conformant': 'broken' }

/** The worst ending of the examples, with those that had it where not all were kept. */
function foundIn(examples: readonly string[], endings: ReadonlyMap<string, Ending>): string {
  const worst = ORDER.find((ending) => examples.some((address) => endings.get(address) === ending))
  if (worst === undefined) return 'not run'
  const word = WORDS[worst] ?? worst
  const having = examples.filter((address) => endings.get(address) === worst)
  return worst === 'conformant' ? word : `${word}: ${having.join(', ')}`
}
