import type { Attachment } from '@cucumber/messages'
import { z } from 'zod'

/** The media type of the attachment that carries the judgement of each finished example. */
export const JUDGEMENT = 'application/vnd.statefulset-conformance.judgement+json'

const guaranteeId = z.string().regex(/^SS-[A-Z]{3}-\d{3}$/, 'expected an id like SS-ORD-001')

const violation = z.object({
  guarantee: guaranteeId,
  source: z.enum(['then', 'invariant', 'nothing else changed', 'starting state', 'omission', 'rest']),
  sentence: z.string(),
  because: z.string(),
  expected: z.unknown().optional(),
  seen: z.unknown().optional(),
  at: z.int().nonnegative(),
})

/** A promise that was seen broken in one example, and at which entry of the trace. */
export type Violation = z.infer<typeof violation>

const notJudged = z.object({ guarantee: guaranteeId, because: guaranteeId })

/** A guarantee that an example can't judge, and the other whose violation is why. */
export type NotJudged = z.infer<typeof notJudged>

const judgement = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('kept') }),
  z.object({
    outcome: z.literal('broken'),
    violations: z.array(violation).min(1, 'expected at least one violation'),
    notJudged: z.array(notJudged),
    harnessError: z.string().optional(),
  }),
  z.object({ outcome: z.literal('not applicable'), reason: z.string().min(1, 'expected a reason') }),
  z.object({ outcome: z.literal('harness error'), message: z.string() }),
])

const attached = z.object({
  judgement,
  trace: z
    .string()
    .regex(/^traces\/.+\.jsonl$/, 'expected a file of traces/')
    .refine((path) => !path.split('/').includes('..'), 'leads out of the folder')
    .optional(),
})

/** A judgement, and the trace it was made from; an example that never began has none. */
export type AttachedJudgement = z.infer<typeof attached>

/**
 * The judgement among the attachments of one attempt, or nothing where there is none.
 * @throws Error naming file, line and field, when it can't be read or when there are several.
 */
export function judgementOf(attachments: (Attachment & { line?: number })[]): AttachedJudgement | undefined {
  const [found, another] = attachments.filter(({ mediaType }) => mediaType === JUDGEMENT)
  if (!found) return undefined
  if (another) throw new Error(`${placeOf(another)}: expected one judgement of the example, found another`)
  const { success, data, error } = attached.safeParse(parsed(found))
  if (success) return data
  const complaints = error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`)
  throw new Error(`${placeOf(found)}: ${complaints.join('; ')}`, { cause: error })
}

function parsed(attachment: Attachment & { line?: number }): unknown {
  try {
    return JSON.parse(bodyOf(attachment))
  } catch (cause) {
    throw new Error(`${placeOf(attachment)}: attachment.body: not JSON: ${(cause as Error).message}`, { cause })
  }
}

const placeOf = ({ line }: { line?: number }): string => `messages.ndjson${line === undefined ? '' : `:${line}`}`

/** The text of an attachment, which cucumber may have encoded. */
function bodyOf({ body, contentEncoding }: Attachment): string {
  return contentEncoding === 'BASE64' ? Buffer.from(body, 'base64').toString('utf8') : body
}
