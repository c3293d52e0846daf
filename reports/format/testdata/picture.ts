import { timelineSvg } from '../timeline.ts'
import { entry } from './everything.ts'
import { action, sighting, traceOf, violation } from './hand-made.ts'

export type Box = Record<'x' | 'y' | 'width' | 'height', number>

const numbersOf = (tag: string): Record<string, number> =>
  Object.fromEntries([...tag.matchAll(/ ([\w-]+)="(-?[\d.]+)"/g)].map(([, name = '', value]) => [name, Number(value)]))

export const boxesOf = (svg: string, filter = /<rect[^>]+>/g) =>
  [...svg.matchAll(filter)].map(([tag]) => numbersOf(tag) as Box)

/** Each text of a picture, with its place. */
export const textsOf = (svg: string) =>
  [...svg.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(([, tag, words = '']) => ({
    ...(numbersOf(` ${tag}`) as Box),
    words,
  }))

export const placeOf = (svg: string, words: string) => textsOf(svg).find((text) => text.words === words)

/** The segments of Pods and claims, in the order of the picture, with what each says and its colour. */
export const segmentsOf = (svg: string) =>
  [...svg.matchAll(/<g><title>([^<]*)<\/title>(<rect[^>]+fill="([^"]+)"\/>)(.*?)<\/g>/g)].map(
    ([, title = '', tag = '', fill, rest = '']) => ({
      ...(numbersOf(tag) as Box),
      ...{ title, fill, isHatched: rest.includes('url(#terminating)') },
      ...{ isBorn: /width="2"/.test(rest), label: textsOf(rest)[0]?.words ?? '' },
    }),
  )

/** The colour that the key of the picture gives to a state. */
export const keyOf = (svg: string, state: string) => new RegExp(`fill="([^"]+)"/><text [^>]+>${state}</text>`).exec(svg)?.[1]

/** The numbered marks: where each stands, and the moment that its line leads to. */
export const marksOf = (svg: string) =>
  [
    ...svg.matchAll(/<path d="M([\d.]+) [\d.-]+ L([\d.]+) [\d.-]+ V[\d.-]+"[^>]*\/><circle[^>]*\/><text[^>]*>(\d+)</g),
  ].map(([, at, moment, number]) => ({ at: Number(at), moment: Number(moment), number: Number(number) }))

const story = traceOf(
  action(0),
  sighting(100, 'web-0', { type: 'ADDED', phase: 'Pending', uid: 'a' }),
  sighting(300, 'web-0', { uid: 'a' }),
  entry(400, { kind: 'answered', text: 'POST pods', code: 409 }),
  sighting(600, 'web-0', { uid: 'a', ready: true }),
  sighting(650, 'web-1', { phase: 'Succeeded', revision: 'web-2' }),
  sighting(900, 'web-0', { uid: 'a', ready: true, terminating: true }),
  sighting(1000, 'web-0', { uid: 'a', type: 'DELETED' }),
  sighting(1100, 'web-0', { uid: 'b', phase: 'Failed' }),
  entry(1200, { kind: 'gap', resource: 'pods', reason: 'too old' }),
  entry(1300, {
    ...{ kind: 'seen', resource: 'persistentvolumeclaims', type: 'ADDED' },
    object: { metadata: { name: 'data-web-0', uid: 'c' }, status: { phase: 'Bound' } },
  }),
  entry(1500, { kind: 'settled', rests: true, tookMs: 90, how: 'quiet', moving: [] }),
)
export const svg = timelineSvg(story, [violation('SS-ORD-001', { at: 4 })])
