import { familiesOf } from './families.ts'

/** A part of the scenarios, of so many. */
export interface Shard {
  readonly index: number
  readonly of: number
}

/** The scenarios to run. */
export interface Selection {
  readonly guarantee?: string[]
  readonly family?: string[]
  readonly features?: string[]
  readonly shard?: Shard
}

/** A selection as cucumber's tag expression: the scenarios of any of these guarantees or families. */
export function tagsOf({ guarantee = [], family = [] }: Selection): string {
  return [...guarantee, ...familiesOf(family).map(({ code }) => code)].map((tag) => `@${tag}`).join(' or ')
}

/** A selection in words; empty if everything is meant. */
export const selectionOf = ({ guarantee = [], family = [], features = ['features'], shard }: Selection): string =>
  [
    ...guarantee,
    ...familiesOf(family).map(({ word }) => word),
    ...features.filter((path) => path !== 'features'),
    ...(shard ? [`shard ${shard.index}/${shard.of}`] : []),
  ].join(' ')

/** The scenarios to run, as options of cucumber. */
export const selected = (selection: Selection) => ({
  paths: selection.features ?? ['features'],
  tags: tagsOf(selection),
  ...(selection.shard && { shard: `${selection.shard.index}/${selection.shard.of}` }),
})
