import { type ScaleLinear, scaleLinear } from 'd3-scale'
import type { Violation } from './judgements.ts'
import { arrange, type Lane, type Mark, type PodState, type Segment, type Timeline } from './timeline-model.ts'
import type { Trace } from './trace.ts'

const WIDTH = 1000
const LEFT = 150
const RIGHT = 20
const LANE = { height: 20, pitch: 26 }
const CLAIM = { height: 7, pitch: 13 }
const LEGEND_PITCH = 16
const MOST_MARKS = 24
const FONT = 'font-family="Helvetica, Arial, DejaVu Sans, sans-serif"'

const fills: Record<PodState, string> = {
  ready: '#2f9e63',
  'not ready': '#f0b429',
  pending: '#b8c4d0',
  failed: '#c92a2a',
  succeeded: '#868e96',
}
const markColours: Record<Mark['kind'], string> = {
  did: '#1c5fb0',
  refused: '#c92a2a',
  settled: '#868e96',
  gap: '#ae3ec9',
  broke: '#c92a2a',
}

type Scale = ScaleLinear<number, number>

/**
 * Draws a trace: Pods as lanes, time to the right, readiness as colour, terminating hatched, actions as numbered marks,
 * and a line at each moment where a promise broke.
 */
export function timelineSvg(trace: Trace, failures: readonly Violation[] = []): string {
  const timeline = arrange(trace, failures)
  const { scale, pauses } = timeScale(timeline)
  const top = 64
  const podsEnd = top + Math.max(1, timeline.pods.length) * LANE.pitch
  const claimsEnd = podsEnd + (timeline.claims.length > 0 ? 8 + timeline.claims.length * CLAIM.pitch : 0)
  const axis = claimsEnd + 6
  const marks = shownMarks(timeline.marks)
  const left = timeline.marks.length - marks.length
  const legend = axis + 54
  const height = legend + (marks.length + (left > 0 ? 1 : 0)) * LEGEND_PITCH + 4
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" ${FONT} font-size="11">`,
    '<defs><pattern id="terminating" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">',
    '<rect width="3" height="6" fill="#ffffff" fill-opacity="0.65"/></pattern></defs>',
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    text(10, 20, `${trace.header.example}  ${trace.header.guarantees.join(' ')}`, 'font-size="13" font-weight="bold"'),
    ...pauses.map((pause) => drawPause(pause, scale, [top, axis])),
    ...drawAxis(scale, axis, top),
    ...timeline.pods.flatMap((lane, index) => drawPod(lane, top + index * LANE.pitch, scale, timeline.revisions)),
    timeline.pods.length === 0 ? text(LEFT, top + 14, 'no Pod was ever seen', 'fill="#868e96"') : '',
    ...timeline.claims.flatMap((lane, index) => drawClaim(lane, podsEnd + 8 + index * CLAIM.pitch, scale)),
    ...drawKey(axis + 36, timeline.revisions),
    ...drawMarks(marks, scale, [top - 10, axis]),
    ...marks.map((mark, index) => drawLegend(mark, index + 1, legend + index * LEGEND_PITCH)),
    left > 0 ? text(34, legend + marks.length * LEGEND_PITCH + 11, `… and ${left} more`) : '',
    '</svg>',
  ].join('\n')
}

/** The first marks, and those where a promise broke, however late they are. */
function shownMarks(marks: Mark[]): Mark[] {
  const broke = marks.filter(({ kind }) => kind === 'broke').slice(0, MOST_MARKS)
  const others = marks.filter(({ kind }) => kind !== 'broke').slice(0, MOST_MARKS - broke.length)
  return marks.filter((mark) => broke.includes(mark) || others.includes(mark))
}

/** Time to the right; long stretches in which nothing happened are shortened, and shown as such. */
function timeScale({ pods, claims, marks, end }: Timeline): { scale: Scale; pauses: [number, number][] } {
  const changes = [...pods, ...claims].flatMap(({ segments }) => segments.flatMap(({ from, to }) => [from, to]))
  const times = [...new Set([0, end, ...changes, ...marks.map(({ at }) => at)])].toSorted((a, b) => a - b)
  const gaps = times.slice(1).map((to, index): [number, number] => [times[index] ?? 0, to])
  const longest = Math.max(end / 8, 1)
  const eventful = gaps.reduce((sum, [from, to]) => sum + Math.min(to - from, longest), 0)
  const cap = gaps.length < 5 ? end : Math.max(eventful / 6, 1)
  const widths = gaps.map(([from, to]) => Math.min(to - from, cap))
  const unit = (WIDTH - LEFT - RIGHT) / widths.reduce((sum, width) => sum + width, 0)
  let x = LEFT
  const range = [LEFT, ...widths.map((width) => (x += width * unit))]
  return { scale: scaleLinear(times, range), pauses: gaps.filter(([from, to]) => to - from > cap * 1.5) }
}

function drawPod({ name, segments }: Lane, y: number, scale: Scale, revisions: string[]): string[] {
  return [
    text(LEFT - 8, y + 14, name, 'text-anchor="end"'),
    `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y + 10}" y2="${y + 10}" stroke="#e9ecef"/>`,
    ...segments.map((segment, index) => {
      const born = segments[index - 1]?.uid !== segment.uid
      const letter = revisions.length > 1 ? revisionLetter(revisions, segment.revision) : ''
      return drawSegment(segment, { y, height: LANE.height, born, letter }, scale)
    }),
  ]
}

function drawClaim({ name, segments }: Lane, y: number, scale: Scale): string[] {
  const place = (index: number) => ({
    y,
    height: CLAIM.height,
    born: segments[index - 1]?.uid !== segments[index]?.uid,
  })
  return [
    text(LEFT - 8, y + 7, name, 'text-anchor="end" font-size="9" fill="#495057"'),
    ...segments.map((segment, index) => drawSegment(segment, { ...place(index), letter: '' }, scale)),
  ]
}

interface Row {
  y: number
  height: number
  born: boolean
  letter: string
}

function drawSegment(segment: Segment, { y, height, born, letter }: Row, scale: Scale): string {
  const { state, terminating, from, to, revision, uid } = segment
  const x = scale(from)
  const width = Math.max(1.5, scale(to) - x)
  const box = `x="${round(x)}" y="${y}" width="${round(width)}" height="${height}"`
  const words = `${state}${terminating ? ', terminating' : ''}`
  const label = `${letter}${letter ? '  ' : ''}${words}`
  const room = width > label.length * 6 && height > 12
  const ink = state === 'pending' || state === 'not ready' || terminating ? '#212529' : '#ffffff'
  return [
    `<g><title>${escapeXml(`${seconds(from)} to ${seconds(to)}: ${words} ${revision} ${uid}`)}</title>`,
    `<rect ${box} fill="${fills[state]}"/>`,
    terminating ? `<rect ${box} fill="url(#terminating)"/>` : '',
    born ? `<rect x="${round(x)}" y="${y - 2}" width="2" height="${height + 4}" fill="#212529"/>` : '',
    room || (letter && width > 14) ? text(x + 5, y + 14, room ? label : letter, `fill="${ink}"`) : '',
    '</g>',
  ].join('')
}

function drawAxis(scale: Scale, y: number, top: number): string[] {
  let last = Number.NEGATIVE_INFINITY
  const ticks = scale.ticks(12).filter((tick) => {
    const x = scale(tick)
    if (x - last < 48 || x > WIDTH - 24) return false
    last = x
    return true
  })
  return [
    `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y}" y2="${y}" stroke="#495057"/>`,
    ...ticks.flatMap((tick) => {
      const x = round(scale(tick))
      return [
        `<line x1="${x}" x2="${x}" y1="${top}" y2="${y + 4}" stroke="#dee2e6"/>`,
        text(x, y + 16, seconds(tick), 'text-anchor="middle" fill="#495057"'),
      ]
    }),
  ]
}

function drawPause([from, to]: [number, number], scale: Scale, [top, bottom]: [number, number]): string {
  const [x, end] = [scale(from), scale(to)]
  const band = `<rect x="${round(x)}" y="${top - 4}" width="${round(end - x)}" height="${bottom - top + 4}" fill="#f1f3f5"/>`
  return (
    band +
    text((x + end) / 2, top - 8, `… ${seconds(to - from)} …`, 'text-anchor="middle" font-size="9" fill="#868e96"')
  )
}

function drawMarks(marks: Mark[], scale: Scale, [top, bottom]: [number, number]): string[] {
  let last = Number.NEGATIVE_INFINITY
  return marks.map(({ at, kind }, index) => {
    const colour = markColours[kind]
    const x = scale(at)
    // Marks at almost one moment are drawn next to each other, each with a line to its own moment.
    last = Math.max(x, last + 17)
    return [
      `<path d="M${round(last)} ${top - 8} L${round(x)} ${top + 4} V${bottom}" fill="none" stroke="${colour}" ${kind === 'broke' ? 'stroke-width="2"' : 'stroke-dasharray="3 2"'}/>`,
      `<circle cx="${round(last)}" cy="${top - 14}" r="8" fill="${colour}"/>`,
      text(last, top - 10, String(index + 1), 'text-anchor="middle" font-size="10" fill="#ffffff"'),
    ].join('')
  })
}

function drawLegend({ at, text: words, kind }: Mark, number: number, y: number): string {
  const [first = ''] = words.split('\n')
  const line = first.length > 130 ? `${first.slice(0, 129)}…` : first
  return [
    text(26, y + 11, String(number), `text-anchor="end" font-weight="bold" fill="${markColours[kind]}"`),
    text(LEFT - 60, y + 11, seconds(at), 'text-anchor="end" fill="#868e96"'),
    text(LEFT - 48, y + 11, line, 'font-family="DejaVu Sans Mono, Menlo, monospace" font-size="10"'),
  ].join('')
}

function drawKey(y: number, revisions: string[]): string[] {
  const entries = Object.entries(fills).map(([state, fill], index) => {
    const x = LEFT + index * 90
    return `<rect x="${x}" y="${y - 9}" width="12" height="10" fill="${fill}"/>${text(x + 17, y, state, 'fill="#495057"')}`
  })
  const x = LEFT + entries.length * 90
  const hatched = `<rect x="${x}" y="${y - 9}" width="12" height="10" fill="#2f9e63"/><rect x="${x}" y="${y - 9}" width="12" height="10" fill="url(#terminating)"/>`
  const names = revisions
    .map((revision) => `${revisionLetter(revisions, revision)} = …${revision.slice(-10)}`)
    .join('  ')
  return [
    ...entries,
    `${hatched}${text(x + 17, y, 'terminating', 'fill="#495057"')}`,
    revisions.length > 1 ? text(x + 95, y, names, 'fill="#495057"') : '',
  ]
}

function revisionLetter(revisions: string[], revision: string): string {
  const index = revisions.indexOf(revision)
  return index < 0 ? '?' : String.fromCharCode(65 + index)
}

function text(x: number, y: number, words: string, attributes = ''): string {
  return `<text x="${round(x)}" y="${round(y)}" ${attributes}>${escapeXml(words)}</text>`
}

function seconds(ms: number): string {
  return ms === 0 ? '0' : `${Number((ms / 1000).toPrecision(3))} s`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function escapeXml(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
