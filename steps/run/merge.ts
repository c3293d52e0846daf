import { resolve } from 'node:path'
import { mergeShards, ShardMismatch } from '../../reports/merge-shards.ts'
import { UsageError } from './errors.ts'

/** Judges shards as one run and says what came of it. */
export function mergeRuns(folders: readonly string[], output: string): number {
  if (folders.some((folder) => resolve(folder) === resolve(output)))
    throw new UsageError(`${output} is a shard itself: name another folder with --output`)
  try {
    const { exitCode, summary } = mergeShards({ folders, folder: output, ledger: 'features/requirements.yaml' })
    console.log(`${summary}\nevidence in ${output}`)
    return exitCode
  } catch (error) {
    throw error instanceof ShardMismatch ? new UsageError(error.message) : error
  }
}
