import { join } from 'node:path'
import { z } from 'zod'
import { readTable } from './yaml-table.ts'

const family = z.strictObject({
  code: z.string().regex(/^[A-Z]{3}$/, 'expected three capital letters'),
  word: z.string().regex(/^[a-z]+$/, 'expected one word in small letters: the name of the folder'),
  sentence: z.string().min(1),
})

/** A family of guarantees: the middle part of their ids, and the one name that people and folders use. */
export type Family = z.infer<typeof family>

/** Reads the families of the specification in `folder`. */
export function loadFamilies(folder: string): Family[] {
  return readTable(join(folder, 'families.yaml'), { row: family, key: 'code' })
}

/** The code in the middle of a guarantee's id: ORD for SS-ORD-001. */
export function codeOf(id: string): string {
  return id.split('-')[1] ?? ''
}
