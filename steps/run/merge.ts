import { resolve } from 'node:path'
import { mergeShards, ShardMismatch } from '../../reports/merge-shards.ts'
import { LEDGER } from './demands.ts'
import { UsageError } from './errors.ts'
import { demandOurs } from './output-folder.ts'

/** Judges shards as one run and says what came of it. */
export function mergeRuns(folders: readonly string[], output: string): number {
  if (folders.some((folder) => resolve(folder) === resolve(output)))
    throw new UsageError(`${output} is a shard itself: name another folder with --output`)
  demandOurs(output)
  try {
    const { exitCode, summary } = mergeShards({ folders, folder: output, ledger: LEDGER })
    console.log(`${summary}\nevidence in ${output}`)
    return exitCode
  } catch (error) {
    throw error instanceof ShardMismatch ? new UsageError(error.message) : error
  }
}
