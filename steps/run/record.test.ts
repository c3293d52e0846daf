import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, beforeEach, describe, it, type Mock, mock } from 'node:test'
import { expect } from 'chai'
import { readIndex, readTraces } from '../judge/corpus/index.ts'
import { type TraceFile, writeTrace } from '../judge/index.ts'
import type { TraceEntry } from '../observe/trace.ts'
import { mutants } from '../target/index.ts'
import { record } from './record.ts'

const good = readTraces('reference')
  .filter(({ header }) => header.example.startsWith('ordering/creation'))
  .slice(0, 3)
const [mutant] = readTraces('label-missing') as [TraceFile]
const failure = { kind: 'harness-error', message: 'a test' } as const

/** The same history as it might have been in another run. */
const inAnotherRun = ({ header, entries }: TraceFile): TraceFile => ({
  header: { ...header, run: 'run-2', namespace: 'run-2-0-1' },
  entries: entries.map((entry) => ({ ...entry, at: entry.at + 77 })),
})
const failing = ({ header, entries }: TraceFile): TraceFile => {
  const last = entries.at(-1) as TraceEntry
  return {
    header,
    entries: [...entries.slice(0, -1), { ...failure, seq: last.seq, at: 0 }, { ...last, seq: last.seq + 1 }],
  }
}

describe('the recorded controllers', () => {
  it('are all that there are', async () => {
    const names = (await mutants()).map(({ name }) => name)
    expect(Object.keys(readIndex())).to.have.members(['reference', 'upstream', ...names])
  })
})

describe('record', () => {
  const root = mkdtempSync(join(tmpdir(), 'record-'))
  const [output, corpus] = [join(root, 'runs'), join(root, 'corpus')]
  let said: string[] = []
  // Only this one: the mocks of other tests of the process stay.
  let log: Mock<typeof console.log>
  const words = () => said.join('\n')
  const again = (name: string) => record({ only: [name], again: true, output, corpus, timeFactor: 1, parallel: 1 })
  const ran = (name: string, traces: readonly TraceFile[]) => {
    const folder = join(output, name, 'traces')
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    for (const [index, file] of traces.entries()) writeFileSync(join(folder, `${index}.jsonl`), writeTrace(file))
  }
  const contents = () => readdirSync(corpus).map((file) => [file, readFileSync(join(corpus, file)).toString('base64')])
  beforeEach(() => {
    rmSync(corpus, { recursive: true, force: true })
    mkdirSync(corpus)
    said = []
    log = mock.method(console, 'log', (line: string) => void said.push(line))
  })
  afterEach(() => log.mock.restore())
  after(() => rmSync(root, { recursive: true }))

  it('writes the traces of a run and the verdicts on them, and nothing else when it ran again', async () => {
    ran('reference', good.map(inAnotherRun))
    expect(await again('reference')).to.equal(0)
    expect(Object.values(readIndex(corpus)['reference']?.examples ?? {})).to.deep.equal(['kept', 'kept', 'kept'])
    expect(readTraces('reference', corpus)).to.have.lengthOf(3)
    expect(words()).to.match(/^reference: 3 traces, 3 of them new/)
    const before = contents()
    ran('reference', good)
    expect(await again('reference')).to.equal(0)
    expect(words()).to.match(/reference: 3 traces, 0 of them new/)
    expect(contents()).to.deep.equal(before)
  })

  it('leaves what it has where a good controller is not kept', async () => {
    ran('reference', good)
    await again('reference')
    const before = contents()
    ran('reference', [...good.slice(1), failing(good[0] as TraceFile)])
    expect(await again('reference')).to.equal(1)
    expect(words()).to.include(`NOT recorded reference: expected every example to be kept: ${good[0]?.header.example}`)
    expect(contents()).to.deep.equal(before)
  })

  it('takes of a mutant what charges its guarantee, and refuses one that is not caught', async () => {
    ran('label-missing', [mutant, ...good])
    expect(await again('label-missing')).to.equal(0)
    const { guarantee, examples = {} } = readIndex(corpus)['label-missing'] ?? {}
    expect(guarantee).to.equal('SS-IDN-005')
    expect(Object.keys(examples)).to.deep.equal([mutant.header.example])
    ran('label-missing', good)
    expect(await again('label-missing')).to.equal(1)
    expect(words()).to.include('NOT recorded label-missing: no example charges SS-IDN-005')
  })

  it('keeps both of two traces with one address, as the rows of an outline have, and knows them again', async () => {
    const [one, other] = good as [TraceFile, TraceFile]
    const row: TraceFile = { header: { ...other.header, example: one.header.example }, entries: other.entries }
    ran('reference', [one, row].map(inAnotherRun))
    expect(await again('reference')).to.equal(0)
    const { example } = one.header
    expect(Object.keys(readIndex(corpus)['reference']?.examples ?? {})).to.deep.equal([example, `${example} (2)`])
    ran('reference', [one, row])
    expect(await again('reference')).to.equal(0)
    expect(words()).to.match(/reference: 2 traces, 0 of them new/)
  })

  it('knows the names of controllers, and says where traces are missing', async () => {
    const error = async (name: string) => String(await again(name).catch((reason) => reason))
    expect(await error('nobody')).to.match(
      /there is no controller nobody; known are reference, upstream, label-missing/,
    )
    expect(await error('upstream')).to.match(/there are no traces in .*: record without --again/)
  })
})
