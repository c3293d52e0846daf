import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Capability, loadCapabilities } from './capabilities.ts'
import { codeOf, type Family, loadFamilies } from './families.ts'
import { LedgerError, parseTable } from './yaml-table.ts'

const name = z.string().regex(/^[a-z]+(-[a-z]+)*$/, 'expected words in small letters, joined by hyphens')
const CHECKED_ONLY = ['checked_by', 'no_mutant_because'] as const

const columns = z
  .strictObject({
    id: z.string().regex(/^SS-[A-Z]{3}-\d{3}$/, 'expected an id like SS-ORD-001'),
    title: z.string().min(1),
    misconception: z.string().min(1).optional(),
    sentence: z.string().min(1),
    source: z.array(z.string().min(1)).min(1, 'expected at least one source'),
    level: z.enum(['documented', 'conformance', 'implementation', 'folklore']),
    profile: z.string().regex(/^(core|extended:[\w-]+)$/, 'expected core or extended:<feature>'),
    needs: z.array(z.string()),
    since: z.string().regex(/^1\.\d+$/, 'expected a minor version like "1.27", quoted'),
    gate: z.string().optional(),
    state: z.enum(['checked', 'planned', 'excluded']),
    excluded_because: z.string().min(1).optional(),
    checked_by: z.literal('nothing else changed').optional(),
    mutant: z.union([name, z.array(name).min(1)]).optional(),
    no_mutant_because: z.string().min(1).optional(),
    note: z.string().min(1).optional(),
  })
  .refine((row) => (row.state === 'excluded') === (row.excluded_because !== undefined), {
    path: ['excluded_because'],
    message: 'expected exactly where state is excluded',
  })
  .refine((row) => (row.level === 'folklore') === (row.misconception !== undefined), {
    path: ['misconception'],
    message: 'expected exactly where level is folklore: the wrong statement that circulates',
  })
  .refine((row) => row.mutant === undefined || row.no_mutant_because === undefined, {
    path: ['no_mutant_because'],
    message: 'expected a mutant or why there is none, found both',
  })
  .refine((row) => row.state === 'checked' || CHECKED_ONLY.every((column) => row[column] === undefined), {
    path: ['state'],
    message: `expected checked: only then is there ${CHECKED_ONLY.join(', ')}`,
  })

/** One row of the ledger: what is promised, who promises it, and whether a scenario checks it. */
export type Guarantee = z.infer<typeof columns> & {
  /** The word of its family. */
  family: string
}

/** Reads and checks the ledger: families.yaml, capabilities.yaml, and guarantees.yaml in the folder of each family. */
export function loadLedger(folder: string): Guarantee[] {
  const capabilities = loadCapabilities(folder)
  return loadFamilies(folder).flatMap((family) => {
    const file = join(folder, family.word, 'guarantees.yaml')
    if (!existsSync(file))
      throw new LedgerError(`${file}: expected the guarantees of family ${family.code}, found no file`)
    return parseGuarantees(readFileSync(file, 'utf8'), file, { family, capabilities })
  })
}

/** Checks the text of one family's guarantees; `file` is only for the error message. */
export function parseGuarantees(text: string, file: string, { family, capabilities }: Vocabulary): Guarantee[] {
  const faults = capabilities.filter(({ fault }) => fault).map(({ name }) => name)
  const known = capabilities.map(({ name }) => name)
  const needsFault = (needs: readonly string[]) => needs.some((need) => faults.includes(need))
  const row = columns
    .refine(({ id }) => codeOf(id) === family.code, {
      path: ['id'],
      message: `expected an id of this family: SS-${family.code}-<number>`,
    })
    .refine(({ needs }) => needs.every((need) => known.includes(need)), {
      path: ['needs'],
      message: `expected names of features/capabilities.yaml: ${known.join(', ')}`,
    })
    .refine(({ needs, profile }) => profile !== 'core' || !needsFault(needs), {
      path: ['profile'],
      message: 'expected extended:fault-injection: a plain cluster injects no fault, and core needs nothing else',
    })
    .refine(({ needs, profile }) => profile !== 'extended:fault-injection' || needsFault(needs), {
      path: ['needs'],
      message: `expected a fault that is injected: ${faults.join(', ')}`,
    })
  return parseTable(text, file, { row, key: 'id' }).map((each) => ({ ...each, family: family.word }))
}

/** The names that the rows of a family may use. */
export interface Vocabulary {
  family: Family
  capabilities: Capability[]
}
