import { existsSync, realpathSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import { mergeShards, ShardMismatch } from '../../reports/merge-shards.ts'
import { replacingDeviations } from './deviations.ts'
import { UsageError } from './errors.ts'
import { requireOwnFolder } from './output-folder.ts'
import { LEDGER } from './suite.ts'

/** True if a folder is another or above it: what is written to the one is emptied first. */
const contains = (folder: string, other: string): boolean =>
  `${realPath(other)}${sep}`.startsWith(`${realPath(folder)}${sep}`)

const realPath = (folder: string): string => (existsSync(folder) ? realpathSync(folder) : resolve(folder))

/** Judges shards as one run and prints the result. */
export async function mergeRuns(folders: readonly string[], output: string, deviations?: string): Promise<number> {
  const overlap = folders.find((folder) => contains(output, folder) || contains(folder, output))
  if (overlap) throw new UsageError(`${output} and the shard ${overlap} overlap: name another folder with --output`)
  requireOwnFolder(output)
  const change = await replacingDeviations(deviations)
  try {
    const { exitCode, summary } = mergeShards({ folders, folder: output, ledger: LEDGER, change })
    console.log(`${summary}\nevidence in ${output}`)
    return exitCode
  } catch (error) {
    throw error instanceof ShardMismatch ? new UsageError(error.message) : error
  }
}
