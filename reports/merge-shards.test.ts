import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { mergeShards } from './merge-shards.ts'

const ledger = join(import.meta.dirname, '../features')
let root = ''

/** A folder as `certify --shard` leaves it, from recorded messages. */
function shard(name: string, recorded: string, run: Record<string, unknown> = {}): string {
  const folder = join(root, name)
  mkdirSync(folder)
  cpSync(join(import.meta.dirname, 'format/testdata', recorded), folder, { recursive: true })
  const facts = { target: 'toy', controller: 'reference', versions: { server: 'v1.36.3' } }
  const [index, of] = name.replace(/\D*/, '').split('-').map(Number)
  const said = { ...facts, shard: { index, of }, selection: `ORD shard ${index}/${of}`, ...run }
  writeFileSync(join(folder, 'run.json'), JSON.stringify(said))
  return folder
}

const merge = (...folders: string[]) => mergeShards({ folders, folder: join(root, 'whole'), ledger })

describe('shards', () => {
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'shards-'))
  })
  after(() => rmSync(root, { recursive: true }))

  it('make one run with the scenarios of all', () => {
    const { report } = merge(
      shard('a1-2', 'green', { started: '2026-11-21T05:00:02Z', finished: '2026-11-21T05:00:09Z' }),
      shard('a2-2', 'endings', { started: '2026-11-21T05:00:01Z', finished: '2026-11-21T05:00:05Z' }),
    )
    const alone = (name: string) => {
      const folder = shard(`${name}1-1`, name)
      return mergeShards({ folders: [folder], folder: join(root, `${name}-alone`), ledger }).report.scenarios.total
    }
    expect(report.scenarios.total).to.equal(alone('green') + alone('endings'))
    // From the start of the first to the end of the last, which began seven seconds before.
    expect(report.time).to.deep.equal({ wall: 7.367, scenarios: 0.058 })
    const run = JSON.parse(readFileSync(join(root, 'whole/run.json'), 'utf8'))
    expect(run).to.include({ started: '2026-11-21T05:00:01Z', finished: '2026-11-21T05:00:09Z', selection: 'ORD' })
    expect(run).to.not.have.property('shard')
    expect(run.provenance).to.deep.equal({ shards: '2' })
  })

  it('spoil the whole when one of them broke off, though another came to its end', () => {
    const cut = shard('b1-2', 'green')
    const file = join(cut, 'messages.ndjson')
    writeFileSync(file, readFileSync(file, 'utf8').split('\n').slice(0, -2).join('\n'))
    const { exitCode, summary } = merge(cut, shard('b2-2', 'green'))
    expect(exitCode).to.equal(3)
    expect(summary).to.match(/b1-2: the run never finished/)
  })

  it('hand on what went wrong with one of them', () => {
    const { exitCode, summary } = merge(
      shard('c1-2', 'green', { harnessErrors: ['etcd has died'] }),
      shard('c2-2', 'green'),
    )
    expect({ exitCode, told: summary.includes('etcd has died') }).to.deep.equal({ exitCode: 3, told: true })
  })

  const refused: [string, () => string[], RegExp][] = [
    ['one is missing', () => [shard('d1-3', 'green'), shard('d3-3', 'green')], /each of 3 shards once.*: 2$/],
    ['one is there twice', () => [shard('e1-1', 'green'), shard('f1-1', 'green')], /there twice: 1/],
    [
      'they come from different targets',
      () => [shard('g1-2', 'green'), shard('g2-2', 'green', { target: 'kind' })],
      /another run .* differ in target/,
    ],
    [
      'they divide different selections',
      () => [shard('h1-2', 'green'), shard('h2-2', 'green', { selection: 'STO shard 2/2' })],
      /differ in selection/,
    ],
    [
      'a broken controller was under test in one',
      () => [shard('j1-2', 'green'), shard('j2-2', 'green', { provenance: { mutant: 'two-at-once' } })],
      /differ in mutant/,
    ],
    [
      'they come from different clusters',
      () =>
        ['a', 'b'].map((context, i) =>
          shard(`k${i + 1}-2`, 'green', { target: 'kubeconfig', provenance: { context } }),
        ),
      /differ in context/,
    ],
    ['one is a whole run', () => [shard('i1-1', 'green', { shard: undefined })], /run without --shard/],
    ['one is no run at all', () => [join(root, 'nothing')], /holds no run\.json/],
  ]
  for (const [title, folders, complaint] of refused)
    it(`are refused when ${title}`, () => {
      expect(() => merge(...folders())).to.throw(complaint)
    })
})
