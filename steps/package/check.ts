/**
 * Proves the package: packs it, looks at what is in it, installs it into a new folder, and uses it there as others do. Run by
 * `npm run check:package`. The bundled Node is left out, which is 190 MB: the Node that runs this runs the package.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'

const ROOT = join(import.meta.dirname, '../..')

/** Bytes of the tarball. Twice as much means that something is in it which nobody needs. */
const MOST_BYTES = 2_500_000
const DEVELOPMENT =
  /(?<!\.d)\.ts$|\.test\.|testdata|testing|fixture|steps\/(mutation|parity|package)\/|corpus|reports\/latest/

/** A cluster for a test, and a command on it. */
const LIBRARY = `
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { startCluster } from 'statefulset-conformance/cluster'
import schema from 'statefulset-conformance/conformance-report.schema.json' with { type: 'json' }
const cluster = await startCluster({ controller: 'none' })
writeFileSync('kubeconfig', cluster.kubeconfig)
execFileSync('npx', ['--no-install', 'statefulset-conformance', 'cleanup', '--kubeconfig', 'kubeconfig'], { stdio: 'inherit' })
await cluster.stop()
console.log(schema.$id)
`

const SUITE = ['npx', '--no-install', 'statefulset-conformance'] as const

interface Packed {
  readonly filename: string
  readonly size: number
  readonly files: readonly { readonly path: string }[]
}

const folder = mkdtempSync(join(tmpdir(), 'statefulset-conformance package '))
// What npm sets for its scripts is about the checkout.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')))
try {
  const tarball = join(folder, await pack())
  const home = join(folder, 'home')
  mkdirSync(home)
  await expectExit(home, ['npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', '--omit=optional', tarball])
  await expectExit(home, [...SUITE, 'certify', '--family', 'IDN'], { said: /evidence in reports\/latest/ })
  await expectExit(home, [...SUITE, 'doctor', '--kubeconfig', 'nowhere'], { exitCode: 3, said: /nowhere/ })
  writeFileSync(join(home, 'library.mjs'), LIBRARY)
  await expectExit(home, ['node', 'library.mjs'], { said: /nothing was left\nurn:statefulset-conformance:/ })
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function pack(): Promise<string> {
  const words = ['pack', '--json', '--pack-destination', folder]
  const [packed] = JSON.parse((await execa('npm', words, { cwd: ROOT, env, extendEnv: false })).stdout) as Packed[]
  if (!packed) throw new Error('npm pack made nothing')
  const { filename, size, files } = packed
  const surplus = files.filter(({ path }) => DEVELOPMENT.test(path)).map(({ path }) => path)
  if (surplus.length > 0) throw new Error(`expected what runs and nothing else, found ${surplus.join(', ')}`)
  if (size > MOST_BYTES)
    throw new Error(`expected at most ${MOST_BYTES} bytes, found ${size}: see \`npm pack --dry-run\``)
  console.log(`${filename}: ${files.length} files, ${size} bytes`)
  return filename
}

async function expectExit(cwd: string, command: readonly string[], { exitCode = 0, said = /^/ } = {}): Promise<void> {
  const [file = '', ...words] = command
  const ended = await execa(file, words, { cwd, env, extendEnv: false, all: true, reject: false })
  const what = command.join(' ')
  if (ended.exitCode !== exitCode || !said.test(ended.all))
    throw new Error(`${what}: expected exit code ${exitCode} and ${said}, found ${ended.exitCode} and\n${ended.all}`)
  console.log(`${what}: ${exitCode} in ${(ended.durationMs / 1000).toFixed(1)} s`)
}
