import type { Pickle } from '@cucumber/messages'
import type { Resource } from '../client/index.ts'
import { lackOf, textOf } from './absent-fields.ts'
import type { availability } from './availability.ts'
import { HarnessError } from './errors.ts'

/** The features of a kind, by their names or by the ids of guarantees, as its target file declares them. */
export interface DeclaredFeatures {
  readonly supported: readonly string[]
  /** With the reason. */
  readonly unsupported: Readonly<Record<string, string>>
}

interface Declared {
  readonly kind: Resource
  readonly features?: DeclaredFeatures
}

type Example = Pick<Pickle, 'steps' | 'tags'>

/** Returns why an example is not applicable: by what is declared of the kind, then by what the cluster answers. */
export function applicability(
  { kind, features: { supported, unsupported } = { supported: [], unsupported: {} } }: Declared,
  unavailable: ReturnType<typeof availability>,
): (example: Example) => Promise<string | undefined> {
  const declared = (tag: string): string | undefined => {
    const name = tag.replace(/^@(feature-)?/, '')
    return Object.hasOwn(unsupported, name) ? `${kind.kind} does not support ${name}: ${unsupported[name]}` : undefined
  }
  const isOff = (tag: string) => declared(tag.replace(/Off$/, '')) !== undefined
  return async (example) => {
    const tags = example.tags.map(({ name }) => name)
    const reason = tags.map(declared).find((each) => each !== undefined) ?? lackOf(kind, textOf(example))
    if (reason !== undefined) return reason
    const asked = tags.filter((tag) => !isOff(tag))
    const missing = await unavailable(asked)
    const promised = supported.find((name) => asked.includes(`@feature-${name}`))
    if (promised === undefined || (await unavailable([`@feature-${promised}`])) === undefined) return missing
    throw new HarnessError(
      `expected ${promised}, which the target file declares as supported, found that ${missing}: correct the file, or the cluster`,
    )
  }
}
