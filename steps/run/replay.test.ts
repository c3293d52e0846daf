import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, describe, it, type Mock, mock } from 'node:test'
import { expect } from 'chai'
import { readTraces } from '../judge/corpus/index.ts'
import { type Judgement, judge, type TraceFile, writeTrace } from '../judge/index.ts'
import { recorded } from '../observe/trace.ts'
import { replay } from './replay.ts'

const JUDGEMENT = 'application/vnd.statefulset-conformance.judgement+json'
const [one, other] = readTraces('reference').filter(({ header }) => header.example.startsWith('ordering/creation'))
const traces = [one, other] as TraceFile[]
const judgementOf = ({ header, entries }: TraceFile): Judgement => judge({ header, trace: recorded(entries) })

/** The evidence of a run of two examples, as far as a judge needs it. */
function writeRun(folder: string, judgements = traces.map(judgementOf)): void {
  mkdirSync(join(folder, 'traces'), { recursive: true })
  const run = {
    target: 'reference',
    controller: 'reference',
    selection: '',
    harnessErrors: [],
    versions: {},
    simulated: [],
  }
  writeFileSync(join(folder, 'run.json'), JSON.stringify(run))
  const messages = traces.map((file, index) => {
    const trace = `traces/${index}.jsonl`
    writeFileSync(join(folder, trace), writeTrace(file))
    const body = JSON.stringify({ judgement: judgements[index], trace })
    return JSON.stringify({ attachment: { body, contentEncoding: 'IDENTITY', mediaType: JUDGEMENT } })
  })
  writeFileSync(join(folder, 'messages.ndjson'), `${messages.join('\n')}\n`)
}

describe('certify --replay', () => {
  const root = mkdtempSync(join(tmpdir(), 'replay-'))
  const [folder, output] = [join(root, 'run'), join(root, 'replayed')]
  let said: string[] = []
  // Only this one: the mocks of other tests of the process stay.
  let log: Mock<typeof console.log>
  const words = () => said.join('\n')
  before(() => mkdirSync(folder))
  beforeEach(() => {
    writeRun(folder)
    said = []
    log = mock.method(console, 'log', (line: string) => void said.push(line))
  })
  afterEach(() => log.mock.restore())
  after(() => rmSync(root, { recursive: true }))

  const trace = join(folder, 'traces/1.jsonl')
  const damaged = async (change: (lines: string[]) => string[]) => {
    writeFileSync(trace, change(readFileSync(trace, 'utf8').trimEnd().split('\n')).join('\n'))
    try {
      await replay(folder, output)
    } catch (error) {
      const { message, cause } = error as Error
      return `${message}: ${(cause as Error).message}`
    }
    return 'not refused'
  }
  const refusal = (from: string, to: string) =>
    replay(from, to).then(
      () => 'not refused',
      ({ message }: Error) => message,
    )
  const refused = (entry: number) =>
    `${trace} can't be judged: entry ${entry} was changed, or an entry before it was taken out, added or moved`

  it('judges each trace as the run did', async () => {
    await replay(folder, output)
    expect(words()).to.include('2 of 2 examples judged as in the run')
    expect(readFileSync(join(output, 'traces/1.jsonl'), 'utf8')).to.equal(readFileSync(trace, 'utf8'))
  })

  it('tells of an example on which the run said something else, and ends with 3', async () => {
    writeRun(folder, [{ outcome: 'harness error', message: 'once' }, judgementOf(traces[1] as TraceFile)])
    expect(await replay(folder, output)).to.equal(3)
    expect(words()).to.include(`${one?.header.example}: was harness error, is kept`)
  })

  it('refuses a trace with an entry taken out, moved or changed, and names the entry', async () => {
    expect(await damaged((lines) => lines.toSpliced(6, 1))).to.equal(refused(5))
    writeRun(folder)
    expect(await damaged((lines) => lines.toSpliced(6, 2, lines[7] as string, lines[6] as string))).to.equal(refused(5))
    writeRun(folder)
    const changed = (line: string) => line.replace(/"kind":"[a-z]*"/, '"kind":"window"')
    expect(await damaged((lines) => lines.with(6, changed(lines[6] as string)))).to.equal(refused(5))
  })

  it('names what is missing in a folder that holds no run', async () => {
    expect(await refusal(root, output)).to.match(/holds no messages.ndjson: name the --output folder of a finished run/)
    expect(await refusal(folder, folder)).to.match(/is kept: name another folder with --output/)
  })
})
