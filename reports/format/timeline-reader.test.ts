import { describe, it } from 'node:test'
import { expect } from 'chai'
import { entry } from './testdata/everything.ts'
import { action, sighting, traceOf, violation } from './testdata/hand-made.ts'
import { boxesOf, marksOf, placeOf, segmentsOf, svg, textsOf } from './testdata/picture.ts'
import { timelineSvg } from './timeline.ts'

describe('a reader of the picture', () => {
  const claim = (at: number, name: string, uid = name) =>
    entry(at, {
      ...{ kind: 'seen', resource: 'persistentvolumeclaims', type: 'ADDED' },
      object: { metadata: { name, uid }, status: { phase: 'Bound' } },
    })
  const claims = traceOf(
    ...[0, 200, 400, 600].map((at, index) => sighting(at, `web-${index}`)),
    ...[claim(100, 'data-web-0'), claim(300, 'data-web-1'), claim(500, 'data-web-1', 'other')],
    action(900),
  )
  const pictures: [string, string][] = [
    ['a story', svg],
    ['claims', timelineSvg(claims)],
    ['nothing', timelineSvg(traceOf(action(1)))],
    ['many marks', timelineSvg(traceOf(...Array.from({ length: 40 }, (_, index) => action(index * 7))))],
    [
      'a pause',
      timelineSvg(traceOf(...Array.from({ length: 6 }, (_, i) => sighting(10 + i * 10, `web-${i}`)), action(60_000))),
    ],
  ]
  for (const [what, picture] of pictures) {
    const texts = textsOf(picture)
    const yOf = (words: string) => texts.find((text) => text.words === words)?.y ?? 0

    it(`of ${what} finds no line of text on another`, () => {
      const lines = [...new Set(texts.map(({ y }) => y))].toSorted((a, b) => a - b)
      expect(lines.slice(1).every((y, index) => y - (lines[index] ?? 0) >= 3)).to.equal(true)
      const left = texts.filter(({ x }) => x === 142).map(({ y }) => y)
      expect(left.slice(1).every((y, index) => y - (left[index] ?? 0) >= 13)).to.equal(true)
    })

    it(`of ${what} finds from top to bottom the title, the marks, the lanes, the times, the key and the legend`, () => {
      const lanes = texts.filter(({ x, y, words }) => (x === 142 || words === 'no Pod was ever seen') && y > 0)
      const number = /<circle[^>]*cy="([\d.-]+)"[^>]*\/><text [^>]*y="([\d.-]+)"/.exec(picture)?.map(Number) ?? []
      const first = Math.min(...lanes.map(({ y }) => y))
      const last = Math.max(...lanes.map(({ y }) => y))
      const legend = Math.max(...texts.map(({ y }) => y))
      const order = [
        yOf('ordering/creation [3]  SS-ORD-002'),
        number[2] ?? 0,
        first,
        last,
        yOf('0'),
        yOf('ready'),
        legend,
      ]
      expect(order).to.deep.equal(order.toSorted((a, b) => a - b))
      expect((number[2] ?? 0) - (number[1] ?? 0)).to.be.within(2, 6)
    })

    it(`of ${what} finds each lane beside its name, and each word in its segment`, () => {
      const names = texts.filter(({ x }) => x === 142)
      for (const { x, y, width, height, label, fill } of segmentsOf(picture)) {
        expect(names.some((name) => name.y > y && name.y <= y + height)).to.equal(true)
        if (label === '') continue
        const word = texts.find((text) => text.words === label && text.x >= x && text.x <= x + width)
        expect(word?.y).to.be.within(y + 8, y + height)
        expect((word?.x ?? 0) + label.length * 5).to.be.at.most(x + width)
        expect(fill).to.not.equal(undefined)
      }
    })

    it(`of ${what} reads times and states that do not touch`, () => {
      const axis = texts.filter(({ y }) => y === yOf('0')).map(({ x }) => x)
      expect(axis.slice(1).every((x, index) => x - (axis[index] ?? 0) >= 48)).to.equal(true)
      const key = texts.filter(({ y, words }) => y === yOf('ready') && !words.includes('…'))
      const squares = boxesOf(picture).filter(({ width, height }) => width === 12 && height === 10)
      expect(key.map(({ words }) => words)).to.deep.equal([
        ...['ready', 'not ready', 'pending', 'failed', 'succeeded', 'terminating'],
      ])
      for (const [index, { x, y, words }] of key.entries()) {
        expect(
          squares.some((square) => square.x + 12 < x && square.x + 24 > x && square.y < y && square.y + 10 >= y),
        ).to.equal(true)
        const next = key[index + 1]
        if (next) expect(next.x - x).to.be.above(words.length * 6 + 12)
      }
    })
  }

  it('finds dark words on light colours and light words on dark ones', () => {
    const inks = [...svg.matchAll(/<text [^>]*fill="(#\w+)">A? ?(?:[AB] {2})?([a-z ]+)<\/text><\/g>/g)].map(
      ([, ink, words]) => [words?.trim(), ink],
    )
    expect(inks).to.deep.equal([
      ['pending', '#212529'],
      ['not ready', '#212529'],
      ['ready', '#ffffff'],
      ['failed', '#ffffff'],
      ['succeeded', '#ffffff'],
    ])
  })

  it('finds no word in a segment that is too narrow for it, nor in a claim', () => {
    const quick = traceOf(
      sighting(0, 'web-0', { revision: 'a' }),
      sighting(500, 'web-0', { revision: 'b' }),
      sighting(504, 'web-0', { revision: 'a' }),
      claim(0, 'data-web-0'),
      action(1_000),
    )
    const labels = segmentsOf(timelineSvg(quick)).map(({ label }) => label)
    expect(labels).to.deep.equal(['A  not ready', '', 'A  not ready', ''])
  })

  it('finds a claim begun once, however its state changes', () => {
    const pending = { metadata: { name: 'data-web-0', uid: 'c' }, status: { phase: 'Pending' } }
    const made = entry(0, { kind: 'seen', resource: 'persistentvolumeclaims', type: 'ADDED', object: pending })
    const picture = timelineSvg(
      traceOf(made, claim(400, 'data-web-0', 'c'), claim(600, 'data-web-0', 'd'), action(900)),
    )
    expect(segmentsOf(picture).map(({ isBorn }) => isBorn)).to.deep.equal([true, false, true])
  })

  it('finds of one revision no letters', () => {
    const [segment] = segmentsOf(timelineSvg(traceOf(sighting(0, 'web-0'), action(900))))
    expect(segment?.label).to.equal('not ready')
  })

  it('finds where each claim began, and the last ten letters of a revision', () => {
    const picture = timelineSvg(claims)
    expect(
      segmentsOf(picture)
        .slice(-3)
        .map(({ isBorn }) => isBorn),
    ).to.deep.equal([true, true, true])
    const long = ['a', 'b'].map((letter) => `web-012345678${letter}`)
    const pods = long.map((revision, index) => sighting(index * 90, `web-${index}`, { revision }))
    expect(placeOf(timelineSvg(traceOf(...pods)), 'A = …012345678a  B = …012345678b')).to.not.equal(undefined)
  })

  it('finds all violations first, where there are more than there is room for', () => {
    const failures = Array.from({ length: 30 }, (_, at) => violation('SS-ORD-001', { at, because: `reason ${at}` }))
    const picture = timelineSvg(traceOf(...Array.from({ length: 30 }, (_, at) => action(at * 9))), failures)
    expect(marksOf(picture)).to.have.lengthOf(24)
    expect(picture.match(/>broken: reason/g)).to.have.lengthOf(24)
    expect(placeOf(picture, '… and 36 more')).to.not.equal(undefined)
  })
})
