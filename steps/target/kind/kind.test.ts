import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { parse } from 'yaml'
import { checkMemory, type EngineName, findKind, withoutStatefulSetController } from './index.ts'

// These tests need neither kind nor containers: a stub executable plays both, by the rules that kind 0.33 was seen to
// follow. That the real one behaves so is shown by `certify --target kind`.

/** Plays kind and an engine: a case per command line, each call written down with its input. Nothing else is in PATH. */
const stub = (cases: string) => `#!/bin/sh
here=\${0%/*}
echo "\${0##*/} $*" >> "$here/calls"
case "\${0##*/} $*" in
${cases}
"kind version") echo 'kind v0.33.0 go1.26.8 linux/amd64' ;;
"kind get clusters") /bin/cat "$here/clusters" 2>/dev/null || echo 'No kind clusters found.' >&2 ;;
"kind get nodes --name mine") echo mine-control-plane ;;
"kind get nodes"*) echo 'No kind nodes found.' >&2 ;;
"kind create"*) /bin/cat > "$here/input"; printf 'Creating cluster "mine" ...\\n • Preparing nodes 📦   ...\\n ✓ Preparing nodes 📦 \\n' >&2 ;;
"docker --version"|"podman --version") echo 1 ;;
"docker info --format"*) echo '8000000000 x86_64' ;;
"podman info --format"*) echo '8000000000 arm64' ;;
*) ;;
esac
`

describe('kind, played by a stub executable', () => {
  let folder: string
  let told: string[]
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kind-test-'))
    told = []
  })
  afterEach(() => rm(folder, { recursive: true }))

  async function install(names: string[], cases = ''): Promise<void> {
    for (const name of names) {
      await writeFile(join(folder, name), stub(cases))
      await chmod(join(folder, name), 0o755)
    }
  }
  const env = (more: NodeJS.ProcessEnv = {}) => ({ PATH: folder, ...more })
  const find = (more?: NodeJS.ProcessEnv) => findKind({ env: env(more), progress: (line) => void told.push(line) })
  const calls = async () => (await readFile(join(folder, 'calls'), 'utf8')).trim().split('\n')
  const options = { privateFile: '/private', readyWithinMs: 2000 }

  it('creates a cluster as ordered, with progress, and leaves the user’s kubeconfig alone', async () => {
    await install(['kind', 'docker'])
    const kind = await find()
    const order = { name: 'mine', nodes: 3, image: 'any/node:1', kubeadmPatches: [withoutStatefulSetController] }
    expect(await kind.create(order, options)).to.equal(true)
    expect(await calls()).to.include(
      'kind create cluster --name mine --image any/node:1 --config - --kubeconfig /private --retain --wait 2000ms',
    )
    const config = parse(await readFile(join(folder, 'input'), 'utf8'))
    expect(config.nodes.map(({ role }: { role: string }) => role)).to.deep.equal(['control-plane', 'worker', 'worker'])
    expect(parse(config.kubeadmConfigPatches[0])).to.deep.equal(withoutStatefulSetController)
    expect(told).to.deep.equal(['kind: Preparing nodes'])
  })

  it('does not create what is there', async () => {
    await install(['kind', 'docker'])
    await writeFile(join(folder, 'clusters'), 'other\nmine\n')
    const kind = await find()
    expect(await kind.create({ name: 'mine' }, options)).to.equal(false)
    expect((await calls()).filter((call) => call.includes('create'))).to.deep.equal([])
  })

  it('knows no clusters where there are none', async () => {
    await install(['kind', 'docker'])
    expect(await (await find()).clusters()).to.deep.equal([])
  })

  it('loads an archive, exports logs and deletes, by name', async () => {
    await install(['kind', 'docker'])
    const kind = await find()
    await kind.loadImageArchive('mine', '/image.tar')
    await kind.exportLogs('mine', '/logs')
    await kind.delete('mine', '/private')
    await kind.delete('mine', '/private')
    expect(await calls()).to.include.members([
      'kind load image-archive /image.tar --name mine',
      'kind export logs /logs --name mine',
      'kind delete cluster --name mine --kubeconfig /private',
    ])
  })

  it('loads nothing into a cluster that is not there', async () => {
    await install(['kind', 'docker'])
    const failure = await (await find()).loadImageArchive('absent', '/image.tar').catch((error: Error) => error.message)
    expect(failure).to.include('no image can be loaded into absent: expected a cluster of that name')
  })

  it('is ended, with what it has started, when its caller gives up', async () => {
    await install(['kind', 'docker'], '"kind create"*) echo " • Preparing nodes ..." >&2; /bin/sleep 60 ;;')
    const giveUp = new AbortController()
    const kind = await findKind({ env: env(), progress: () => giveUp.abort(new Error('enough')) })
    const creating = kind.create({ name: 'mine' }, { ...options, signal: giveUp.signal })
    expect(await creating.catch((error: Error) => error.message)).to.equal('enough')
  })

  const engines: [string, string[], NodeJS.ProcessEnv, { name: EngineName; architecture: string }][] = [
    ['docker where there is docker', ['docker', 'podman'], {}, { name: 'docker', architecture: 'amd64' }],
    ['podman where there is nothing else', ['podman'], {}, { name: 'podman', architecture: 'arm64' }],
    [
      'podman where the user says so',
      ['docker', 'podman'],
      { KIND_EXPERIMENTAL_PROVIDER: 'podman' },
      { name: 'podman', architecture: 'arm64' },
    ],
  ]
  for (const [title, installed, more, engine] of engines)
    it(`uses ${title}`, async () => {
      await install(['kind', ...installed])
      expect((await find(more)).engine).to.include(engine)
    })

  const beforehand: [string, string[], string, NodeJS.ProcessEnv, string[]][] = [
    ['no kind', ['docker'], '', {}, ['expected `kind` in PATH, found no such program', 'Install kind']],
    ['no engine', ['kind'], '', {}, ['expected docker, podman or nerdctl in PATH, found none of them', 'Install one']],
    [
      'not the engine that the user names',
      ['kind', 'docker'],
      '',
      { KIND_EXPERIMENTAL_PROVIDER: 'podman' },
      ['found no podman, which KIND_EXPERIMENTAL_PROVIDER names'],
    ],
    [
      'an engine that kind does not know',
      ['kind', 'docker'],
      '',
      { KIND_EXPERIMENTAL_PROVIDER: 'lxc' },
      ['expected KIND_EXPERIMENTAL_PROVIDER to be docker, nerdctl, podman or unset, found lxc'],
    ],
    [
      'an engine whose daemon does not answer',
      ['kind', 'docker'],
      '"docker info"*) echo "Cannot connect to the Docker daemon at unix:///nonexistent." >&2; exit 1 ;;',
      {},
      ['expected a container engine that answers', 'unix:///nonexistent', 'DOCKER_HOST'],
    ],
  ]
  for (const [title, installed, cases, more, said] of beforehand)
    it(`says so where there is ${title}`, async () => {
      await install(installed, cases)
      const failure = await find(more).catch((error: Error) => error.message)
      for (const part of said) expect(failure).to.include(part)
    })

  const failures: [string, string, string[]][] = [
    [
      'an image that cannot be pulled',
      'ERROR: failed to create cluster: failed to pull image "any/node:1": command "docker pull any/node:1" failed',
      ['found any/node:1, which `docker pull` does not get', '--node-image'],
    ],
    [
      'nodes that run out of memory',
      'ERROR: failed to create cluster: command "docker exec" failed with error: exit status 137',
      ['expected enough memory', 'fewer --nodes'],
    ],
    [
      'a half-made cluster of that name',
      'ERROR: failed to create cluster: node(s) already exist for a cluster with the name "mine"',
      ['`kind delete cluster --name NAME`'],
    ],
    [
      'nodes that never become a cluster',
      'ERROR: failed to create cluster: failed to init node with kubeadm',
      ['did not become a cluster', 'exported logs'],
    ],
    ['what nobody has seen before', 'ERROR: failed to create cluster: moon in the wrong phase', ['moon in the wrong']],
  ]
  for (const [title, printed, said] of failures)
    it(`explains ${title}`, async () => {
      await install(['kind', 'docker'], `"kind create"*) /bin/cat >/dev/null; echo '${printed}' >&2; exit 1 ;;`)
      const kind = await find()
      const failure = await kind.create({ name: 'mine', image: 'any/node:1' }, options).then(
        () => '',
        (error: Error) => error.message,
      )
      expect(failure).to.match(/^cluster mine could not be made: /)
      for (const part of said) expect(failure).to.include(part)
    })

  it('asks for memory before nodes are killed for the lack of it', () => {
    const engine = { name: 'docker', architecture: 'amd64', memory: 1024 * 1024 * 1024 } as const
    checkMemory(engine, 1)
    expect(() => checkMemory(engine, 3)).to.throw(
      /cluster of 3 node\(s\).*expected at least 1400 MiB.*found 1024 MiB.\nGive docker more memory.*fewer --nodes/,
    )
  })
})
