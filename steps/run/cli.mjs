#!/usr/bin/env node
// The one file of the suite that is not TypeScript: the Node that a shell starts may be too old to strip types (20 cannot
// even load the file), and the project brings its own.
import { spawn } from 'node:child_process'
import module from 'node:module'
import { fileURLToPath } from 'node:url'
import v8 from 'node:v8'

const HARNESS_ERROR = 3
const signals = ['SIGINT', 'SIGTERM']
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 22 || (major === 22 && minor < 19)) runBundledNode()
else await runHere()

function runBundledNode() {
  const bundled = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url))
  const child = spawn(bundled, process.argv.slice(1), { stdio: 'inherit' })
  for (const signal of signals) process.on(signal, () => child.kill(signal))
  child.once('error', ({ message }) => {
    console.error(
      `error: Node ${process.versions.node} is too old and the bundled one did not start (${message}): run npm ci, or use Node 22.19 or newer`,
    )
    process.exitCode = HARNESS_ERROR
  })
  child.once('exit', (status) => {
    process.exitCode = status ?? HARNESS_ERROR
  })
}

async function runHere() {
  // Until a command takes care of them, and where none does: no exit code but those of the README.
  for (const signal of signals)
    process.on(signal, () => process.listenerCount(signal) > 1 || process.exit(HARNESS_ERROR))
  keepHeapsSmall()
  // Stripped and compiled once, here and in the processes and threads that this one starts.
  module.enableCompileCache()
  process.env['NODE_COMPILE_CACHE'] ??= module.getCompileCacheDir()
  const { main } = await import('./main.ts')
  process.exitCode = await main(process.argv.slice(2))
}

/** For all threads: by V8's own measure each of the five lets its heap grow to several times what it holds. */
function keepHeapsSmall() {
  v8.setFlagsFromString('--heap-growing-percent=20')
  v8.setFlagsFromString('--max-semi-space-size=8')
}
