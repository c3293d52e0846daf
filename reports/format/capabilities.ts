import { join } from 'node:path'
import { z } from 'zod'
import { readTable } from './yaml-table.ts'

const capability = z.strictObject({
  name: z.string().regex(/^[a-z]+(-[a-z]+)*$/, 'expected words in small letters, joined by hyphens'),
  meaning: z.string().min(1),
  provided_by: z.array(z.string()).min(1, 'expected at least one target'),
  fault: z.boolean().default(false),
})

/** Something that a target can offer beyond an API server and a controller. */
export type Capability = z.infer<typeof capability>

/** Reads the capabilities of the specification in `folder`. */
export function loadCapabilities(folder: string): Capability[] {
  return readTable(join(folder, 'capabilities.yaml'), { row: capability, key: 'name' })
}
