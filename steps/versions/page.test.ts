import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Guarantee } from '../../reports/format/ledger.ts'
import type { Deviation } from '../../reports/format/run-info.ts'
import { pinnedControlPlanes } from '../target/index.ts'
import { readGates } from './gates.ts'
import { minorOf, readMeasured } from './measured.ts'
import { PAGE, pageOf, type Sources } from './page.ts'
import { readSources } from './sources.ts'

describe('the page about the versions', () => {
  it('is the one that the sources give', async () => {
    const written = readFileSync(PAGE, 'utf8')
    expect(written, `${PAGE} is stale: run npm run versions`).to.equal(pageOf(await readSources()))
  })

  it('has a run on each version that can be started', () => {
    expect(new Set(readMeasured().map(minorOf))).to.include.keys(...pinnedControlPlanes())
  })

  it('has the default of each gate that a guarantee depends on', async () => {
    const { guarantees } = await readSources()
    const needed = new Set(guarantees.flatMap(({ gate }) => gate ?? []))
    expect(readGates().map(({ gate }) => gate)).to.have.members([...needed])
  })
})

const row = (id: string, more: Partial<Guarantee> = {}) => ({ id, sentence: `${id} MUST hold.`, since: '1.5', ...more })
const example = (address: string, guarantee: string, ...tags: string[]) => ({
  ...{ address, title: `title of ${address}`, guarantees: [guarantee], tags: [`@${guarantee}`, ...tags] },
})
const page = (sources: object): string =>
  pageOf({ measured: [], gates: [], guarantees: [], examples: [], deviations: [], ...sources } as Sources)
const between = (text: string, from: string, to: string): string =>
  text.slice(text.indexOf(from) + from.length, text.indexOf(to)).trim()

describe('a page about versions', () => {
  it('tells what begins after the oldest version, a row by its sentence, other examples by their titles', () => {
    const text = page({
      guarantees: [row('SS-A', { since: '1.35' }), row('SS-B'), row('SS-C', { since: '1.33' })],
      examples: [
        example('x/y [1]', 'SS-A', '@since-1.35'),
        example('x/y [2]', 'SS-B', '@since-1.35'),
        example('x/y [3]', 'SS-B', '@since-1.34'),
        example('x/y [4]', 'SS-C'),
      ],
    })
    expect(between(text, '## What begins with a version', '## What depends on').split('\n')).to.deep.equal([
      ...['### 1.34', '', '- SS-B, example x/y [3]: title of x/y [3]', ''],
      ...['### 1.35', '', '- SS-A: SS-A MUST hold.', '- SS-B, example x/y [2]: title of x/y [2]'],
    ])
  })

  it('tells what each run came to', () => {
    const run = {
      ...{ kubernetes: '1.35.4', gates: '', selection: '', date: '2026-11-29', passed: 9, notApplicable: 8 },
      ...{ deviations: 7, informative: 6, falseAlarms: 5, harnessErrors: 4, seconds: 3 },
    }
    const part = { ...run, gates: 'A=true', selection: 'features/x/y.feature parallel', note: 'Mended.' }
    const text = page({ measured: [run, part] })
    expect(text).to.include('| 1.35.4 | default | all | 9 | 8 | 7 | 6 | 5 | 4 | 3 | 2026-11-29 |  |\n')
    expect(text).to.include('| 1.35.4 | A=true | x/y, parallel | 9 | 8 | 7 | 6 | 5 | 4 | 3 | 2026-11-29 | Mended. |\n')
  })

  it('tells what a gate turns on, and what holds only where it is off', () => {
    const text = page({
      gates: [
        { gate: 'New', defaults: { '1.36': 'off', '1.37': 'on' }, note: 'Off again.' },
        { gate: 'Old', defaults: { '1.37': 'GA' } },
      ],
      guarantees: [row('SS-A', { gate: 'New' }), row('SS-B')],
      examples: [
        example('x/y [1]', 'SS-A', '@feature-New'),
        example('x/y [2]', 'SS-B', '@feature-New'),
        example('x/y [3]', 'SS-B', '@feature-NewOff'),
        example('x/y [4]', 'SS-B', '@feature-Old'),
      ],
    })
    expect(text).to.include('| New | off | on | Off again. |').and.include('| Old | – | GA |  |')
    expect(between(text, '## What depends on a feature gate', '## Bugs').split('\n')).to.deep.equal([
      ...['### New', '', '- SS-A: SS-A MUST hold.', '- SS-B, example x/y [2]: title of x/y [2]', ''],
      ...['Only where it is off:', '', '- SS-B, example x/y [3]: title of x/y [3]'],
    ])
  })

  it('tells the bugs of upstream, with the versions and gates that they need', () => {
    const bug: Partial<Deviation> = { guarantee: 'SS-A', instead: 'It stays.', url: 'https://example.org/1' }
    const text = page({
      deviations: [bug, { ...bug, examples: ['x/y [1]'], versions: '<1.35.1', gates: 'New=true', sometimes: true }],
    })
    expect(text).to.include('- SS-A (all versions): It stays. [Report](https://example.org/1)\n')
    expect(text).to.include('- SS-A (x/y [1]; versions <1.35.1; with New=true; a race): It stays.')
  })
})
