import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

const gate = z.strictObject({
  gate: z.string(),
  /** By minor version; a version that is missing does not have the gate. */
  defaults: z.record(z.string(), z.enum(['on', 'off', 'GA'])),
  note: z.string().optional(),
})

/** A feature gate of Kubernetes on which guarantees depend. */
export type Gate = z.infer<typeof gate>

export const readGates = (): Gate[] =>
  z.array(gate).parse(parse(readFileSync(new URL('gates.yaml', import.meta.url), 'utf8')))
