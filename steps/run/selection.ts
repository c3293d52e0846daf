import { familiesOf, familyFolders } from './families.ts'
import { ALL, namedFeatures } from './suite.ts'

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
export const selectionOf = ({ guarantee = [], family = [], features = [ALL], shard }: Selection): string =>
  [
    ...guarantee,
    ...familiesOf(family).map(({ word }) => word),
    ...features.filter((path) => path !== ALL),
    ...(shard ? [`shard ${shard.index}/${shard.of}`] : []),
  ].join(' ')

/**
 * The scenarios to run, as options of cucumber. The sessions of the tutorials, which are no family, show many guarantees:
 * they are run with everything or when their features are named, not for one guarantee.
 */
export function selected(selection: Selection) {
  const tags = tagsOf(selection)
  const { features = [ALL] } = selection
  return {
    paths: pathsOf(features, tags),
    tags,
    ...(selection.shard && { shard: `${selection.shard.index}/${selection.shard.of}` }),
  }
}

function pathsOf(features: readonly string[], tags: string): readonly string[] {
  if (features.join() !== ALL) return features.map(namedFeatures)
  return tags ? familyFolders() : features
}
