import {
  type Family,
  failures,
  familyNames,
  type Judgement,
  judged,
  playFamily,
  printed,
  readDifferences,
  readFamily,
  readRecord,
  type Server,
  writeRecord,
} from '../parity/index.ts'
import { monotonic, timestamp } from '../patience/index.ts'
import { startApiServer } from '../target/index.ts'
import { exitCodes, UsageError } from './errors.ts'

/** The options of `parity`, as the command line gives them. */
export interface ParityOptions {
  readonly record?: boolean
  readonly live?: boolean
  readonly family?: string[]
  readonly assets?: string
}

/**
 * Plays the corpus: on the embedded server against the recorded answers; with `live` on a real control plane against
 * the same, which must not have changed; with `record` on a real one, whose answers become the record.
 */
export async function parity({ record, live, family, assets }: ParityOptions): Promise<number> {
  if (record && live) throw new UsageError('--record writes down what --live would compare with: choose one')
  const families = chosen(family)
  const started = monotonic()
  const where = record || live ? 'control-plane' : 'reference'
  const server = await startApiServer(where, { progress: console.error, ...(assets ? { assets } : {}) })
  try {
    if (record) return await recordAll(server, families)
    const differences = live ? [] : readDifferences()
    const judgements: Judgement[] = []
    for (const one of families)
      judgements.push(judged(one, await playFamily(server, one), readRecord(one.name), differences))
    console.log(printed(judgements))
    console.log(`${((monotonic() - started) / 1000).toFixed(1)} s on ${server.name}`)
    return verdict(failures(judgements))
  } finally {
    await server.stop()
  }
}

function chosen(wanted: readonly string[] | undefined): Family[] {
  const names = familyNames()
  const unknown = wanted?.find((name) => !names.includes(name))
  if (unknown !== undefined) throw new UsageError(`there is no family ${unknown}; known are ${names.join(', ')}`)
  return (wanted ?? names).map(readFamily)
}

async function recordAll(server: Server & { version: string }, families: readonly Family[]): Promise<number> {
  const date = timestamp().slice(0, 'yyyy-mm-dd'.length)
  for (const family of families) {
    const stories = await playFamily(server, family)
    for (const [story, exchanges] of Object.entries(stories)) {
      const silent = exchanges.find(({ code }) => code === 0)
      if (silent) throw new Error(`${family.name}, ${story}: ${silent.request}: ${silent.answer}`)
    }
    writeRecord(family.name, { server: server.version, date, stories })
    console.log(`recorded ${family.name}: ${Object.values(stories).flat().length} requests`)
  }
  return exitCodes.conformant
}

function verdict(wrong: readonly string[]): number {
  for (const line of wrong) console.log(line)
  return wrong.length === 0 ? exitCodes.conformant : exitCodes.nonConformant
}
