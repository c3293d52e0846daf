import { describe, it } from 'node:test'
import { expect } from 'chai'
import { action, sighting, traceOf } from './testdata/hand-made.ts'
import { type Box, boxesOf, keyOf, marksOf, placeOf, segmentsOf, svg, textsOf } from './testdata/picture.ts'
import { timelineSvg } from './timeline.ts'

describe('the picture of a trace', () => {
  it('has a lane for each name, one below the other, claims last', () => {
    const lanes = ['web-0', 'web-1', 'data-web-0'].map((name) => placeOf(svg, name))
    expect(lanes.map((lane) => lane?.x)).to.deep.equal([142, 142, 142])
    const heights = lanes.map((lane) => lane?.y ?? 0)
    expect(heights).to.deep.equal(heights.toSorted((a, b) => a - b))
    expect(new Set(heights).size).to.equal(3)
  })

  it('says of each segment from when to when it was what, and of which object', () => {
    expect(segmentsOf(svg).map(({ title }) => title)).to.deep.equal([
      '0.1 s to 0.3 s: pending web-1 a',
      '0.3 s to 0.6 s: not ready web-1 a',
      '0.6 s to 0.9 s: ready web-1 a',
      '0.9 s to 1 s: ready, terminating web-1 a',
      '1.1 s to 1.5 s: failed web-1 b',
      '0.65 s to 1.5 s: succeeded web-2 web-1',
      '1.3 s to 1.5 s: ready  c',
    ])
  })

  it('draws a segment in the colour that the key gives to its state, hatched while it is terminating', () => {
    const states = ['pending', 'not ready', 'ready', 'ready', 'failed', 'succeeded', 'ready']
    const segments = segmentsOf(svg)
    expect(segments.map(({ fill }) => fill)).to.deep.equal(states.map((state) => keyOf(svg, state)))
    expect(new Set(states.map((state) => keyOf(svg, state))).size).to.equal(5)
    expect(segments.map(({ isHatched }) => isHatched)).to.deep.equal([false, false, false, true, false, false, false])
    expect(svg).to.match(/fill="url\(#terminating\)"\/><text [^>]+>terminating</)
  })

  it('marks where an object begins', () => {
    const born = [true, false, false, false, true, true, true]
    expect(segmentsOf(svg).map(({ isBorn }) => isBorn)).to.deep.equal(born)
  })

  it('lets time go to the right: a segment begins where the one before it ends', () => {
    const [first, second, third, fourth, fifth] = segmentsOf(svg)
    const [pending, waiting, ready, leaving] = [first, second, third, fourth].map((each) => each as Box)
    for (const [one, next] of [
      [pending, waiting],
      [waiting, ready],
      [ready, leaving],
    ] as [Box, Box][])
      expect(next.x).to.be.closeTo(one.x + one.width, 0.2)
    expect(fifth?.x).to.be.above((leaving?.x ?? 0) + (leaving?.width ?? 0))
  })

  it('writes into a segment what it is, where there is room, with the letter of its revision', () => {
    expect(segmentsOf(svg).map(({ label }) => label)).to.deep.equal([
      ...['A  pending', 'A  not ready', 'A  ready', 'A', 'A  failed', 'B  succeeded', ''],
    ])
    expect(placeOf(svg, 'A = …web-1  B = …web-2')).to.not.equal(undefined)
  })

  it('numbers the marks in the order of time, each with a line to its moment and a line of text', () => {
    const marks = marksOf(svg)
    expect(marks.map(({ number }) => number)).to.deep.equal([1, 2, 3, 4, 5])
    const moments = marks.map(({ moment }) => moment)
    expect(moments).to.deep.equal(moments.toSorted((a, b) => a - b))
    const words = textsOf(svg).map((text) => text.words)
    const from = words.findIndex((each, index) => each === '1' && words[index + 1] === '0')
    expect(words.slice(from)).to.deep.equal([
      ...[
        '1',
        '0',
        `kubectl create -f - &lt;&lt;&lt; '{&quot;kind&quot;:&quot;StatefulSet&quot;,&quot;metadata&quot;:{&quot;name&quot;:&quot;web&quot;}}'`,
      ],
      ...['2', '0.4 s', 'answered 409 to POST pods'],
      ...['3', '0.6 s', 'broken: too early'],
      ...['4', '1.2 s', 'gap in the watch of pods: too old'],
      ...['5', '1.5 s', 'settled: quiet'],
    ])
  })

  it('draws the moment of a mark where a segment of that moment begins', () => {
    const ready = segmentsOf(svg)[2]
    expect(marksOf(svg)[2]?.moment).to.be.closeTo(ready?.x ?? 0, 0.2)
  })

  it('keeps marks of one moment apart', () => {
    const crowd = marksOf(timelineSvg(traceOf(action(0), action(0), action(1), action(900))))
    const gaps = crowd.slice(1).map(({ at }, index) => at - (crowd[index]?.at ?? 0))
    expect(gaps.every((gap) => gap >= 16)).to.equal(true)
    expect(crowd[0]?.moment).to.equal(crowd[1]?.moment)
  })

  it('makes a violation stand out, and each kind of mark its own', () => {
    expect(svg.match(/stroke-width="2"/g)).to.have.lengthOf(1)
    const colours = [...svg.matchAll(/<circle[^>]+fill="([^"]+)"/g)].map(([, colour]) => colour)
    const [did, refused, broke, gap, settled] = colours
    expect(refused).to.equal(broke)
    expect(new Set([did, broke, gap, settled]).size).to.equal(4)
    for (const [index, colour] of colours.entries())
      expect(svg).to.match(new RegExp(`font-weight="bold" fill="${colour}">${index + 1}<`))
  })

  it('has a title, an axis of times and no pause where there was none', () => {
    expect(placeOf(svg, 'ordering/creation [3]  SS-ORD-002')?.y).to.equal(20)
    const ticks = textsOf(svg).filter(({ words }) => /^[\d.]+( s)?$/.test(words))
    expect(ticks.map(({ words }) => words)).to.include.members(['0', '0.5 s', '1 s', '1.5 s'])
    expect(svg).to.not.contain('… ')
  })
})

describe('nothing lies outside of the picture', () => {
  const crowd = Array.from({ length: 40 }, (_, index) => action(index * 7))
  const lanes = Array.from({ length: 12 }, (_, index) => sighting(index * 50, `web-${index}`, { ready: true }))
  const pictures: [string, string][] = [
    ['of a story', svg],
    ['of nothing', timelineSvg(traceOf())],
    ['of many lanes', timelineSvg(traceOf(...lanes, action(9_000)))],
    ['of many marks', timelineSvg(traceOf(...lanes, ...crowd))],
    ['of long words', timelineSvg(traceOf(action(1, { body: { note: 'x'.repeat(500) } })))],
  ]
  for (const [what, picture] of pictures)
    it(`where it is one ${what}`, () => {
      const [, width = 0, height = 0] = /viewBox="0 0 (\d+) (\d+)"/.exec(picture)?.map(Number) ?? []
      const outside = [...boxesOf(picture), ...textsOf(picture)].filter(
        ({ x = 0, y = 0, width: w = 0, height: h = 0 }) => x < 0 || y < 0 || x + w > width + 0.1 || y + h > height,
      )
      expect(outside).to.deep.equal([])
      for (const { words, x } of textsOf(picture).filter((text) => text.words.length > 100))
        expect(x + words.replaceAll(/&\w+;/g, '"').length * 6).to.be.at.most(width)
      const bottom = Math.max(...textsOf(picture).map(({ y }) => y))
      expect(height - bottom).to.be.within(0, 60)
    })

  it('and what was left out of it is counted', () => {
    const picture = timelineSvg(traceOf(...crowd))
    expect(marksOf(picture)).to.have.lengthOf(24)
    expect(placeOf(picture, '… and 16 more')).to.not.equal(undefined)
    expect(timelineSvg(traceOf(...crowd.slice(0, 24)))).to.not.contain('more')
  })
})

describe('a long pause', () => {
  const early = Array.from({ length: 6 }, (_, index) => sighting(10 + index * 10, `web-${index}`))
  const picture = timelineSvg(traceOf(...early, action(60_000), sighting(60_010, 'web-0', { ready: true })))

  it('is shortened, so that what came before and after can be seen', () => {
    expect(placeOf(picture, '… 59.9 s …')).to.not.equal(undefined)
    expect(picture).to.not.contain('NaN')
    const begins = segmentsOf(picture)
      .filter(({ isBorn }) => isBorn)
      .map(({ x }) => x)
    expect((begins[5] ?? 0) - (begins[0] ?? 0)).to.be.above(20)
  })

  it('stays as it is where little happened', () => {
    expect(timelineSvg(traceOf(action(0), action(60_000)))).to.not.contain('… ')
  })
})
