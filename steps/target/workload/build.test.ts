import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { execa } from 'execa'
import { extract } from 'tar-stream'
import { imageArchive } from './archive.ts'
import { workloadArchive } from './build.ts'

/** Name to content and mode. */
async function unpacked(archive: Uint8Array): Promise<Map<string, { content: Buffer; mode: number | undefined }>> {
  const files = new Map<string, { content: Buffer; mode: number | undefined }>()
  const reading = extract()
  reading.end(archive)
  for await (const entry of reading) {
    const chunks: Buffer[] = []
    for await (const chunk of entry) chunks.push(chunk as Buffer)
    files.set(entry.header.name, { content: Buffer.concat(chunks), mode: entry.header.mode })
  }
  return files
}

describe('an image archive', () => {
  const plan = { names: ['any/workload:1', 'any/workload:2'], architecture: 'arm64', program: Buffer.from('program') }

  it('holds one executable, run as nobody', async () => {
    const image = await unpacked(await imageArchive(plan))
    const [manifest] = JSON.parse(String(image.get('manifest.json')?.content))
    expect(manifest.RepoTags).to.deep.equal(plan.names)
    const config = JSON.parse(String(image.get(manifest.Config)?.content))
    expect(config).to.containSubset({ architecture: 'arm64', os: 'linux', config: { User: '65532:65532' } })
    const layer = await unpacked(image.get(manifest.Layers[0])?.content ?? Buffer.of())
    expect([...layer.keys()]).to.deep.equal(['workload'])
    expect(layer.get('workload')).to.deep.equal({ content: Buffer.from('program'), mode: 0o755 })
  })

  it('is the same, byte for byte, for the same program', async () => {
    expect(await imageArchive(plan)).to.deep.equal(await imageArchive(plan))
  })
})

/** Where Go keeps what it has compiled: another cache folder would mean compiling its library again. */
const go = await execa('go', ['env', 'GOCACHE'], { reject: false })

describe('the workload image', () => {
  let cache: string
  const told: string[] = []
  before(async () => {
    cache = await mkdtemp(join(tmpdir(), 'workload-test-'))
  })
  after(() => rm(cache, { recursive: true, force: true }))

  const order = (env: NodeJS.ProcessEnv) => ({
    names: ['any/workload:1', 'any/workload:2'],
    architecture: 'amd64',
    env: { ...env, XDG_CACHE_HOME: cache },
    progress: (line: string) => void told.push(line),
  })

  it('cannot be built without Go, and says what else can be done', async () => {
    const failure = await workloadArchive(order({ PATH: '/nowhere' })).catch((error: Error) => error.message)
    expect(failure).to.include('found no `go` in PATH').and.include('Go 1.21 or newer').and.include('--image NAME')
    expect(await readdir(join(cache, 'statefulset-conformance', 'workload'))).to.deep.equal([])
  })

  /** Plays an engine: notes how it was called, and does as the script says. Nothing else is in PATH. */
  async function engine(script: string): Promise<string> {
    const path = join(cache, 'engine')
    await mkdir(path, { recursive: true })
    const note = [
      `for word; do case $word in type=local,dest=*) folder=\${word#*dest=} ;; esac; done`,
      `echo "$*" > "\${0%/*}/called"`,
    ]
    await writeFile(join(path, 'podman'), ['#!/bin/sh', ...note, script, ''].join('\n'), { mode: 0o755 })
    return path
  }
  const inContainer = (path: string) => ({ ...order({ PATH: path }), engine: 'podman', architecture: 'arm64' })

  it('is compiled in a container where there is no Go, and packed as ever', async () => {
    const path = await engine('echo compiled > "$folder/workload"')
    const image = await unpacked(await readFile(await workloadArchive(inContainer(path))))
    const layer = await unpacked(image.get('layer.tar')?.content ?? Buffer.of())
    expect(String(layer.get('workload')?.content)).to.equal('compiled\n')
    const called = await readFile(join(path, 'called'), 'utf8')
    expect(called).to.match(
      /^build --file .*Containerfile --build-arg GOARCH=arm64 --output type=local,dest=\S+ .*program\/$/m,
    )
    expect(told.at(-1)).to.include('podman compiles the program')
  })

  it('cannot be built where the engine gets no image of Go either, and says what it printed', async () => {
    const path = await engine('echo "no such host" >&2; exit 125')
    const failure = await workloadArchive({ ...inContainer(path), names: ['other:1'] }).catch(
      (error: Error) => error.message,
    )
    expect(failure)
      .to.include('found no `go` in PATH, and `podman build` printed: no such host')
      .and.include('--image NAME')
  })

  it('is built once', { skip: go.failed && 'there is no Go here' }, async () => {
    told.length = 0
    const first = await workloadArchive(order({ ...process.env, GOCACHE: go.stdout }))
    const { mtimeMs } = await stat(first)
    expect(await workloadArchive(order({ ...process.env, GOCACHE: go.stdout }))).to.equal(first)
    expect((await stat(first)).mtimeMs).to.equal(mtimeMs)
    expect(told).to.have.length(1)
    const image = await unpacked(await readFile(first))
    expect(image.get('layer.tar')?.content.includes('ELF')).to.equal(true)
  })

  const runsHere = process.platform === 'linux' && process.arch === 'x64'
  it('answers a probe by how long the first process has run', {
    skip: (go.failed || !runsHere) && 'not here',
  }, async () => {
    const image = await unpacked(await readFile(await workloadArchive(order({ ...process.env, GOCACHE: go.stdout }))))
    const program = join(cache, 'workload')
    const layer = await unpacked(image.get('layer.tar')?.content ?? Buffer.of())
    await writeFile(program, layer.get('workload')?.content ?? '', { mode: 0o755 })
    const codes = ['0', '1e12', 'soon'].map(
      async (seconds) => (await execa(program, ['ran-for', seconds], { reject: false })).exitCode,
    )
    expect(await Promise.all(codes)).to.deep.equal([0, 1, 2])
  })
})
