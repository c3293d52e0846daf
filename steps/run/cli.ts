#!/usr/bin/env node
import { spawnSync } from 'node:child_process'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

// Started from a shell the system's Node may be too old to strip types from what follows; the project brings its own.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const bundled = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url))
if (major < 22 || (major === 22 && minor < 19)) {
  const { status, error } = spawnSync(bundled, process.argv.slice(1), { stdio: 'inherit' })
  if (error)
    console.error(
      `Node ${process.versions.node} is too old and the bundled one did not start: run npm ci, or use Node 22.19 or newer`,
    )
  process.exit(status ?? 2)
}
// Stripped and compiled once, here and in the processes and threads that this one starts.
module.enableCompileCache()
process.env['NODE_COMPILE_CACHE'] ??= module.getCompileCacheDir()
const { main } = await import('./main.ts')
process.exitCode = await main(process.argv.slice(2))
