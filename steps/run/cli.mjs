#!/usr/bin/env node
// The one file of the suite that is not TypeScript: the Node that a shell starts may be too old to strip types (20 cannot
// even load the file), and on Linux the package brings its own.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import v8 from 'node:v8'

const HARNESS_ERROR = 3
const signals = ['SIGINT', 'SIGTERM']
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 22 || (major === 22 && minor < 19)) runBundledNode()
else await runHere()

function runBundledNode() {
  const bundled = bundledNode()
  if (bundled === undefined) return refuse(`no bundled one is installed for ${process.platform} ${process.arch}`)
  const child = spawn(bundled, process.argv.slice(1), { stdio: 'inherit' })
  for (const signal of signals) process.on(signal, () => child.kill(signal))
  child.once('error', ({ message }) => refuse(`the bundled one did not start (${message})`))
  child.once('exit', (status) => {
    process.exitCode = status ?? HARNESS_ERROR
  })
}

/** An optional dependency: there is none for other platforms, and who has a newer Node may leave it out. */
function bundledNode() {
  try {
    return module.createRequire(import.meta.url).resolve(`node-${process.platform}-${process.arch}/bin/node`)
  } catch {
    return undefined
  }
}

function refuse(why) {
  console.error(
    `error: expected Node 22.19 or newer, found ${process.versions.node}, and ${why}: install a newer Node; on Linux x64 and arm64 an installation with optional dependencies brings one`,
  )
  process.exitCode = HARNESS_ERROR
}

async function runHere() {
  // Until a command takes care of them, and where none does: no exit code but those of the README.
  for (const signal of signals)
    process.on(signal, () => process.listenerCount(signal) > 1 || process.exit(HARNESS_ERROR))
  keepHeapsSmall()
  // Stripped and compiled once, here and in the processes and threads that this one starts.
  module.enableCompileCache()
  const cache = module.getCompileCacheDir()
  // There is none where the folder cannot be written to.
  if (cache !== undefined) process.env['NODE_COMPILE_CACHE'] ??= cache
  const isCheckout = existsSync(new URL('./checkout.ts', import.meta.url))
  const { main } = await import(isCheckout ? './checkout.ts' : './main.js')
  process.exitCode = await main(process.argv.slice(2))
}

/** For all threads: by V8's own measure each of the five lets its heap grow to several times what it holds. */
function keepHeapsSmall() {
  v8.setFlagsFromString('--heap-growing-percent=20')
  v8.setFlagsFromString('--max-semi-space-size=8')
}
