import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Exchange } from './exchange.ts'

const folder = new URL('./corpus/', import.meta.url)

const family = z.strictObject({
  /** The subject of the requests, in one sentence. */
  about: z.string(),
  /** The guarantees, kubectl commands or certified clients that send such requests: without one, no family. */
  sentBy: z.string().min(1),
  /** True if managedFields are compared, which other families leave out. */
  managedFields: z.boolean().default(false),
  /** Objects that lines start from, by name: see request.ts. */
  bodies: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  /** Lines, one request each, by story; every story has a namespace of its own. */
  stories: z.record(z.string(), z.array(z.string())),
})

/** One file of corpus/stories. */
export type Family = z.infer<typeof family> & { readonly name: string }

const difference = z.strictObject({
  family: z.string(),
  story: z.string(),
  request: z.string(),
  because: z.string(),
})

/** A response of the embedded server that is known to differ; its code must be equal all the same. */
export type Difference = z.infer<typeof difference>

/** The responses of a real server to the requests of one family. */
export interface RealAnswers {
  /** Such as v1.36.3. */
  readonly server: string
  /** The day of the recording, such as 2026-11-21. */
  readonly date: string
  readonly stories: Readonly<Record<string, readonly Exchange[]>>
}

export const familyNames = (): string[] =>
  readdirSync(new URL('stories/', folder))
    .map((file) => file.replace(/\.yaml$/, ''))
    .sort()

export function readFamily(name: string): Family {
  const text = readFileSync(new URL(`stories/${name}.yaml`, folder), 'utf8')
  return { name, ...family.parse(parse(text)) }
}

export const readDifferences = (): Difference[] =>
  z.array(difference).parse(parse(readFileSync(new URL('differences.yaml', folder), 'utf8')))

const recordOf = (name: string) => new URL(`recorded/${name}.json`, folder)

/** @throws Error if the family has never been recorded */
export function readRecord(name: string): RealAnswers {
  if (!existsSync(recordOf(name)))
    throw new Error(`the family ${name} has no record: npm run parity -- --record --family ${name}`)
  return JSON.parse(readFileSync(recordOf(name), 'utf8')) as RealAnswers
}

/** One line for each response, so that a change of the record can be read. */
export function writeRecord(name: string, { server, date, stories }: RealAnswers): void {
  const lines = Object.entries(stories).map(
    ([story, exchanges]) =>
      `  ${JSON.stringify(story)}: [\n${exchanges.map((exchange) => `   ${JSON.stringify(exchange)}`).join(',\n')}\n  ]`,
  )
  const head = `{\n "server": ${JSON.stringify(server)},\n "date": ${JSON.stringify(date)},\n "stories": {\n`
  writeFileSync(recordOf(name), `${head}${lines.join(',\n')}\n }\n}\n`)
}
