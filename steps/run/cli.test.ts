import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { execa } from 'execa'
import { exitCodes } from './errors.ts'

/** What the command line refuses, and what it leaves alone: asked of the command line itself. */
const root = join(import.meta.dirname, '../..')

function cli(...words: string[]) {
  return run('steps/run/cli.mjs', ...words)
}

/** The same in a process that runs a script first. */
function preloaded(script: string, ...words: string[]) {
  return run('--import', `data:text/javascript,${encodeURIComponent(script)}`, 'steps/run/cli.mjs', ...words)
}

function run(...command: string[]) {
  return execa(process.execPath, command, { cwd: root, all: true, reject: false, timeout: 60_000 })
}

/** Has the process signal itself when it has made the folder: from another one the signal might come too late. */
const signalOnce = (folder: string, signal: string) => `
  import fs from 'node:fs'
  import { syncBuiltinESMExports } from 'node:module'
  const { mkdirSync } = fs
  fs.mkdirSync = (made, ...more) => {
    mkdirSync(made, ...more)
    if (made === ${JSON.stringify(folder)}) process.kill(process.pid, '${signal}')
  }
  syncBuiltinESMExports()`

describe('the command line', () => {
  let output: string
  beforeEach(() => {
    output = mkdtempSync(join(tmpdir(), 'statefulset-conformance-cli-'))
  })
  afterEach(() => rmSync(output, { recursive: true, force: true }))

  const nonsense: [string, string[], RegExp][] = [
    ['a guarantee that is none', ['--guarantee', 'ORD-1'], /expected guarantees like SS-ORD-001/],
    [
      'a guarantee that is not in the ledger, beside one that is',
      ['--guarantee', 'SS-ORD-001', 'SS-ORD-999'],
      /there is no guarantee SS-ORD-999/,
    ],
    [
      'a guarantee without scenarios of its own',
      ['--guarantee', 'SS-RES-013'],
      /SS-RES-013 has no scenario of its own: scenarios with the step "nothing else changed" check it/,
    ],
    [
      'a guarantee of no family',
      ['--guarantee', 'SS-NET-001'],
      /expected guarantees like SS-ORD-001, found SS-NET-001; the families are IDN identity, .*ECO ecosystem/,
    ],
    [
      'a family that is none, beside one that is',
      ['--family', 'ORD', 'NET'],
      /there is no family NET; known are IDN identity, DNS dns, .*ECO ecosystem/,
    ],
    ['features that are not there', ['--features', 'features/nowhere'], /no features at features\/nowhere/],
    [
      'a control endpoint without its token',
      ['--target', 'kubeconfig', '--control', 'http://127.0.0.1:1'],
      /--control needs the endpoint’s token in STATEFULSET_CONFORMANCE_CONTROL_TOKEN/,
    ],
    [
      'a context without its target',
      ['--context', 'mine'],
      /--context requires --target kubeconfig, found .*reference/,
    ],
    [
      'a feature gate that is none',
      ['--feature-gates', 'Nothing=true'],
      /there is no feature gate Nothing .*; known are MaxUnavailableStatefulSet/,
    ],
    [
      'feature gates of a cluster that is there already',
      ['--target', 'kubeconfig', '--feature-gates', 'MaxUnavailableStatefulSet=true'],
      /--feature-gates requires --target reference or control-plane/,
    ],
    [
      'a version that no control plane is pinned for',
      ['--target', 'control-plane', '--kubernetes', '1.2'],
      /expected --kubernetes to be one of 1\.33, 1\.34, 1\.35, 1\.36, 1\.37/,
    ],
    [
      'a mutant of a rule that is off',
      ['--mutant', 'budget-ignored'],
      /breaks a rule that is off: run it with --feature-gates MaxUnavailableStatefulSet=true/,
    ],
    [
      'what to run, for a run that is finished',
      ['--replay', 'reports/none', '--family', 'ORD'],
      /--family does not go with --replay/,
    ],
    [
      'a mutant of a rule that is turned off',
      ['--mutant', 'budget-ignored', '--feature-gates', 'MaxUnavailableStatefulSet=false'],
      /breaks a rule that is off: run it with/,
    ],
    [
      'a mutant of a rule of another version',
      ['--mutant', 'recreated-early', '--kubernetes', '1.36'],
      /breaks a rule that is off: run it with --kubernetes 1.37/,
    ],
    ['nodes of another target', ['--nodes', '3', '--target', 'control-plane'], /--nodes requires --target kind/],
    [
      'a mutant of the embedded API server, on a control plane',
      ['--mutant', 'status-taken', '--target', 'control-plane', '--controller', 'reference'],
      /mutant status-taken is an embedded API server, which does not run here: expected --target reference/,
    ],
    ['a mutant that is none', ['--mutant', 'nonsense'], /there is no mutant nonsense; known are /],
    [
      'a mutant that is none, on a control plane',
      ['--mutant', 'nonsense', '--target', 'control-plane', '--controller', 'reference'],
      /there is no mutant nonsense/,
    ],
    ...[
      ['--target', 'control-plane'],
      ['--target', 'kubeconfig', '--controller', 'reference'],
    ].map((words): [string, string[], RegExp] => [
      `a mutant of a controller that is not ours to break (${words.join(' ')})`,
      ['--mutant', 'label-missing', ...words],
      /would not run here/,
    ]),
    ...['0', '65', '1.5'].map((number): [string, string[], RegExp] => [
      `--parallel ${number}`,
      ['--parallel', number],
      /expected a whole number from 1 to 64/,
    ]),
    ...['0', 'Infinity'].map((number): [string, string[], RegExp] => [
      `--time-factor ${number}`,
      ['--time-factor', number],
      /expected a number from 0.1 to 100/,
    ]),
  ]
  for (const [what, words, says] of nonsense)
    it(`refuses ${what}, and removes nothing`, async () => {
      writeFileSync(join(output, 'run.json'), '{}')
      const { exitCode, all } = await cli('certify', '--output', output, ...words)
      expect({ exitCode, left: readdirSync(output) }, all).to.deep.equal({
        exitCode: exitCodes.usage,
        left: ['run.json'],
      })
      expect(all).to.match(says)
    })

  for (const command of ['certify', 'merge'])
    it(`${command} empties no folder that is not of a run`, async () => {
      writeFileSync(join(output, 'thesis.txt'), 'years of work')
      const words = command === 'merge' ? ['a-shard'] : ['--guarantee', 'SS-ORD-004']
      const { exitCode, all } = await cli(command, ...words, '--output', output)
      expect({ exitCode, left: readdirSync(output) }, all).to.deep.equal({
        exitCode: exitCodes.usage,
        left: ['thesis.txt'],
      })
      expect(all)
        .to.include(output)
        .and.match(/neither run.json nor messages.ndjson.*name another folder with --output/)
    })

  for (const [where, whole] of [
    ['above', '.'],
    ['in', 'shard/whole'],
  ] as const)
    it(`merge writes nothing to a folder ${where} a shard`, async () => {
      mkdirSync(join(output, 'shard'))
      writeFileSync(join(output, 'shard', 'run.json'), '{}')
      const { exitCode, all } = await cli('merge', join(output, 'shard'), '--output', join(output, whole))
      expect(exitCode, all).to.equal(exitCodes.usage)
      expect(all).to.match(/overlap: name another folder/)
      expect(readdirSync(join(output, 'shard'))).to.deep.equal(['run.json'])
    })

  for (const run of ['', 'a b'])
    it(`cleanup takes no --run '${run}' for all runs`, async () => {
      const { exitCode, all } = await cli('cleanup', '--kubeconfig', join(output, 'nowhere'), '--run', run)
      expect(exitCode, all).to.equal(exitCodes.usage)
      expect(all).to.match(/expected the name of a run/)
    })

  it('lists the families in --help', async () => {
    for (const command of ['certify', 'plan']) {
      const { exitCode, all } = await cli(command, '--help')
      expect(exitCode, all).to.equal(exitCodes.conformant)
      expect(all.replaceAll(/\s+/g, ' ')).to.match(/IDN identity, DNS dns, .*ECO ecosystem/)
    }
  })

  it('plan refuses a family that is none', async () => {
    const { exitCode, all } = await cli('plan', '--kubeconfig', join(output, 'nowhere'), '--family', 'NET')
    expect(exitCode, all).to.equal(exitCodes.usage)
    expect(all).to.match(/there is no family NET; known are IDN identity/)
  })

  it('plan refuses a guarantee that no scenario checks', async () => {
    const { exitCode, all } = await cli('plan', '--kubeconfig', join(output, 'nowhere'), '--guarantee', 'SS-ORD-999')
    expect(exitCode, all).to.equal(exitCodes.usage)
    expect(all).to.match(/there is no guarantee SS-ORD-999/)
  })

  for (const folder of ['/proc/foo', '/dev/null'])
    it(`says that ${folder} cannot be written to`, async () => {
      const { exitCode, all } = await cli('certify', '--output', folder, '--guarantee', 'SS-ORD-004')
      expect(exitCode, all).to.equal(exitCodes.usage)
      expect(all).to.match(new RegExp(`evidence cannot be written to ${folder}: `))
    })

  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    it(`ends with exit code 3 at ${signal} while the target starts, and leaves no folder`, async () => {
      const evidence = join(output, 'evidence')
      const words = ['certify', '--output', evidence, '--parallel', '1', '--family', 'ORD']
      const { exitCode, all } = await preloaded(signalOnce(evidence, signal), ...words)
      expect(exitCode, all).to.equal(exitCodes.harnessError)
      expect(all).to.include(`${signal}: stopping what was started`)
      expect(existsSync(evidence)).to.equal(false)
    })

  it('runs on the Node that it brings where the shell’s is too old', async () => {
    const old = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } })"
    const { exitCode, all } = await preloaded(old, 'certify', '--help')
    expect(exitCode, all).to.equal(exitCodes.conformant)
    expect(all).to.match(/Usage: statefulset-conformance certify/)
  })
})
