import { UsageError } from './errors.ts'

/** A part of the scenarios, of so many. */
export interface Shard {
  readonly index: number
  readonly of: number
}

/** Which scenarios are meant. */
export interface Selection {
  readonly guarantee?: string[]
  readonly family?: string[]
  readonly features?: string[]
  readonly shard?: Shard
}

/** A selection as cucumber's tag expression. */
export function tagsOf({ guarantee = [], family = [] }: Selection): string {
  const wrong = [
    ...guarantee.filter((id) => !/^SS-[A-Z]{3}-\d{3}$/.test(id)),
    ...family.filter((name) => !/^[A-Z]{3}$/.test(name)),
  ]
  if (wrong.length > 0)
    throw new UsageError(`expected guarantees like SS-ORD-001 and families like ORD, found ${wrong.join(', ')}`)
  return [...guarantee.map((id) => `@${id}`), ...family.map((name) => `@${name}`)].join(' or ')
}

/** A selection in words; empty if everything is meant. */
export const selectionOf = ({ guarantee = [], family = [], features = ['features'], shard }: Selection): string =>
  [
    ...guarantee,
    ...family,
    ...features.filter((path) => path !== 'features'),
    ...(shard ? [`shard ${shard.index}/${shard.of}`] : []),
  ].join(' ')
