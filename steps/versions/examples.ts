import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin'
import { IdGenerator } from '@cucumber/messages'
import { addressOf, guaranteesOf } from '../world/address.ts'

/** An example as its feature file has it. */
export interface Example {
  readonly address: string
  /** Without its number. */
  readonly title: string
  readonly guarantees: readonly string[]
  readonly tags: readonly string[]
}

/** All examples of the feature files below a folder. */
export const examplesIn = (folder: string): Example[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.feature'))
    .sort()
    .flatMap((file) => examplesOf(readFileSync(join(folder, file), 'utf8'), `features/${file}`))

/** The examples in the text of a feature file. */
export function examplesOf(text: string, uri: string): Example[] {
  const newId = IdGenerator.incrementing()
  const document = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher()).parse(text)
  return compile(document, uri, newId).map((pickle) => ({
    address: addressOf(pickle),
    title: pickle.name.replace(/^\[\d+\] /, ''),
    guarantees: guaranteesOf(pickle),
    tags: pickle.tags.map(({ name }) => name),
  }))
}
