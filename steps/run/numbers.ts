import { availableParallelism } from 'node:os'
import { InvalidArgumentError } from 'commander'
import type { Shard } from './selection.ts'

// Parsers of options. An invalid value is a usage error.

/** cucumber accepts any shard, and runs nothing for an invalid one. */
export function shard(text: string): Shard {
  const [, index, of] = (/^([1-9]\d*)\/([1-9]\d*)$/.exec(text) ?? []).map(Number)
  if (!index || !of || index > of) throw new InvalidArgumentError('expected for example 2/5')
  return { index, of }
}

export function port(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0 || value > 65_535) throw new InvalidArgumentError('expected 0 to 65535')
  return value
}

/** Some targets start a cluster for each parallel scenario: a larger number is a typing error. */
const MOST_PARALLEL = 64

export function parallelism(text: string): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= 1 && value <= MOST_PARALLEL) return value
  throw new InvalidArgumentError(`expected a whole number from 1 to ${MOST_PARALLEL}`)
}

/** One for each processor. */
export const defaultParallelism = (): number => Math.min(availableParallelism(), MOST_PARALLEL)

/** Timers hold at most 24 days: the longest timeout, multiplied by this factor, must fit. */
export function timeFactor(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= 0.1 && value <= 100) return value
  throw new InvalidArgumentError('expected a number from 0.1 to 100')
}

/** Seconds, of a day at most. */
export function seconds(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= 0 && value <= 86_400) return value
  throw new InvalidArgumentError('expected a number of seconds from 0 to 86400')
}

export function whole(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('expected a whole number above 0')
  return Number(text)
}
