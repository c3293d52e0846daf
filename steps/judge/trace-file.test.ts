import { describe, it } from 'node:test'
import { expect } from 'chai'
import fc from 'fast-check'
import { header, history, object, seen } from '../observe/testing.ts'
import { readTrace, TraceDamaged, type TraceFile, writeTrace } from './trace-file.ts'

const written = (count: number): TraceFile => ({
  header: header(),
  entries: history(...Array.from({ length: count }, (_, index) => seen('pods', 'ADDED', object(`web-${index}`))), {
    kind: 'ended',
  }).entries,
})
const linesOf = (file: TraceFile) => writeTrace(file).trimEnd().split('\n')
const damage = (lines: readonly string[]): string => {
  try {
    readTrace(`${lines.join('\n')}\n`)
    return 'nothing'
  } catch (error) {
    expect(error).to.be.instanceOf(TraceDamaged).and.have.property('name', 'TraceDamaged')
    return (error as Error).message
  }
}

/** A trace and one of its lines; 0 is the header. */
const lineOfTrace = fc
  .integer({ min: 1, max: 12 })
  .chain((count) => fc.record({ count: fc.constant(count), line: fc.integer({ min: 0, max: count + 1 }) }))
const named = (line: number) => (line === 0 ? 'the header' : `entry ${line - 1}`)
const isLast = ({ count, line }: { count: number; line: number }) => line === count + 1

describe('the file of a trace', () => {
  it('gives back what was written', () => {
    void fc.assert(
      fc.property(fc.integer({ min: 0, max: 12 }), (count) => {
        const file = written(count)
        expect(readTrace(writeTrace(file))).to.deep.equal(JSON.parse(JSON.stringify(file)))
      }),
    )
  })

  it('is refused without any one of its lines, from that line on', () => {
    void fc.assert(
      fc.property(lineOfTrace, (chosen) => {
        const lines = linesOf(written(chosen.count))
        const found = damage(lines.toSpliced(chosen.line, 1))
        if (chosen.line === 0) expect(found).to.match(/^expected a trace of version 2, found none/)
        else if (isLast(chosen)) expect(found).to.match(/^the trace is cut off after \d+ entries/)
        else
          expect(found).to.equal(
            `${named(chosen.line)} was changed, or an entry before it was taken out, added or moved`,
          )
      }),
    )
  })

  it('is refused with any one of its lines twice', () => {
    void fc.assert(
      fc.property(lineOfTrace, ({ count, line }) => {
        const lines = linesOf(written(count))
        const found = damage(lines.toSpliced(line, 0, lines[line] as string))
        expect(found).to.match(new RegExp(`^${named(line + 1)} was changed`))
      }),
    )
  })

  it('is refused with two neighbours in the other order', () => {
    void fc.assert(
      fc.property(
        lineOfTrace.filter(({ line, count }) => line >= 1 && line <= count),
        ({ count, line }) => {
          const lines = linesOf(written(count))
          const [one, two] = [lines[line] as string, lines[line + 1] as string]
          expect(damage(lines.toSpliced(line, 2, two, one))).to.match(new RegExp(`^${named(line)} was changed`))
        },
      ),
    )
  })

  it('is refused with any character of an entry changed', () => {
    void fc.assert(
      fc.property(lineOfTrace, fc.nat(), fc.constantFrom('x', '7', ' ', '"'), ({ count, line }, where, letter) => {
        const lines = linesOf(written(count))
        const old = lines[line] as string
        const at = where % old.length
        fc.pre(old[at] !== letter)
        const changed = `${old.slice(0, at)}${letter}${old.slice(at + 1)}`
        // White space between the tokens of JSON is no change; nothing is written there.
        expect(damage(lines.with(line, changed))).to.match(
          new RegExp(`^(${named(line)} (was changed|is no JSON)|expected a trace of version)`),
        )
      }),
    )
  })

  it('is refused when it is cut off at any line', () => {
    void fc.assert(
      fc.property(lineOfTrace, ({ count, line }) => {
        const found = damage(linesOf(written(count)).slice(0, line))
        expect(found).to.match(
          line === 0 ? /^the trace is empty$/ : new RegExp(`^the trace is cut off after ${line - 1} entries`),
        )
      }),
    )
  })

  it('is refused when its last entry is of another kind, though it is sealed', () => {
    const file = written(2)
    expect(damage(linesOf({ ...file, entries: file.entries.slice(0, 2) }))).to.match(/cut off after 2 entries/)
  })

  it('is refused when an entry has another number, though it is sealed', () => {
    const { header: head, entries } = written(2)
    const wrong = entries.map((entry) => ({ ...entry, seq: entry.seq === 1 ? 5 : entry.seq }))
    expect(damage(linesOf({ header: head, entries: wrong }))).to.equal('entry 1 says that it is entry 5')
  })

  it('is refused in another version', () => {
    const old = { ...written(1), header: { ...header(), version: 1 as 2 } }
    expect(damage(linesOf(old))).to.equal('expected a trace of version 2, found 1: record it anew')
  })

  it('is read whatever its last line ends with', () => {
    const file = written(1)
    expect(readTrace(writeTrace(file).trimEnd()).entries).to.have.lengthOf(2)
    expect(readTrace(`${writeTrace(file)}\n\n`).entries).to.have.lengthOf(2)
  })
})
