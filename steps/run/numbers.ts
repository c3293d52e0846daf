import { availableParallelism } from 'node:os'
import { InvalidArgumentError } from 'commander'
import type { Shard } from './selection.ts'

// Readers of options: what they refuse is a usage error.

/** @see cucumber, which takes any shard and runs nothing for a wrong one */
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

/** On some targets a cluster for each: more than this would be a slip of the finger. */
const MOST_SIDE_BY_SIDE = 64

export function sideBySide(text: string): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= 1 && value <= MOST_SIDE_BY_SIDE) return value
  throw new InvalidArgumentError(`expected a whole number from 1 to ${MOST_SIDE_BY_SIDE}`)
}

/** One for each processor. */
export const defaultSideBySide = (): number => Math.min(availableParallelism(), MOST_SIDE_BY_SIDE)

/** Timers hold no more than 24 days: the longest wait, times this, must fit. */
export function timeFactor(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= 0.1 && value <= 100) return value
  throw new InvalidArgumentError('expected a number from 0.1 to 100')
}

export function whole(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('expected a whole number above 0')
  return Number(text)
}
