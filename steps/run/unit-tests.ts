import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { buffer } from 'node:stream/consumers'

/**
 * Runs the unit tests in one process for each processor, each with its part of the files. The first is seen at work, the
 * output of the others follows. Arguments of the command line are patterns of test files; default: all.
 */

const ALL = ['steps', 'reference-controller', 'reports', 'features'].map((folder) => `${folder}/**/*.test.ts`)
// Many tests wait for clusters of their own: more processes than this would only make them wait for each other.
const MOST = 4

const patterns = process.argv.length > 2 ? process.argv.slice(2) : ALL
const shards = Math.min(MOST, availableParallelism())

const running = Array.from({ length: shards }, (_, index) => {
  const args = ['--test', '--test-isolation=none', `--test-shard=${index + 1}/${shards}`, ...patterns]
  const child = spawn(process.execPath, args, { stdio: ['ignore', index === 0 ? 'inherit' : 'pipe', 'inherit'] })
  const ended = once(child, 'exit') as Promise<[number | null]>
  return { ended, output: child.stdout ? buffer(child.stdout) : undefined }
})

for (const { ended, output } of running) {
  if (output) process.stdout.write(await output)
  const [code] = await ended
  // Killed by a signal, it has no code.
  if (code !== 0) process.exitCode = code ?? 1
}
