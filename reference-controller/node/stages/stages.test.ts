import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import { parse, stringify } from 'yaml'
import type { Pod } from '../../client/index.ts'
import { type Personality, personalities } from './index.ts'

const TESTDATA = new URL('./testdata/', import.meta.url)
const NODE = { now: '2026-01-01T00:00:10Z', hostIP: '192.168.0.1', podIP: '10.244.0.1' }

/** The stages of a node that are not those of the ordinary one. */
const OWN_STAGES: Partial<Record<Personality, readonly string[]>> = {
  slow: ['pod-terminated'],
  lifelike: [
    'pod-creating',
    'pod-started',
    'image-not-pulled',
    'container-crashed',
    'container-restarted',
    'pod-terminated',
    'pod-readiness-changed',
  ],
}

/** What a reader of a golden pair sees: the stage that applies, after how long, and what it writes. */
function outcome(personality: Personality, pod: Pod) {
  const [stage, next] = personalities[personality].filter((one) => one.when(pod))
  if (!stage) return { stage: 'none' }
  const delay = stage.delay?.(pod)
  const events = [...(stage.events?.begin?.(pod) ?? []), ...(stage.events?.end?.(pod) ?? [])]
  const records = events.length > 0 && { events: events.map(({ reason, message }) => `${reason}: ${message}`) }
  const writes = stage.effect.kind === 'status' ? { status: stage.effect.of(pod, NODE) } : { remove: true }
  if (!delay) return { stage: stage.name, ...writes, ...records }
  const later = personality === 'lifelike' ? { ...writes, ...records } : {}
  return { stage: stage.name, delay, meanwhile: next?.name ?? 'none', ...later }
}

for (const personality of Object.keys(personalities) as Personality[]) {
  describe(`the ${personality} node`, () => {
    const folder = new URL(`${personality}/`, TESTDATA)
    const cases = readdirSync(folder).filter((file) => file.endsWith('.input.yaml'))

    for (const file of cases) {
      it(file.replace('.input.yaml', '').replaceAll('-', ' '), () => {
        const pod = parse(readFileSync(new URL(file, folder), 'utf8')) as Pod
        const seen = JSON.parse(JSON.stringify(outcome(personality, pod)))
        const golden = new URL(file.replace('.input.', '.output.'), folder)
        if (process.env['UPDATE_GOLDEN']) writeFileSync(golden, stringify(seen))
        expect(seen).to.deep.equal(parse(readFileSync(golden, 'utf8')))
      })
    }

    it('has a case for every stage', () => {
      const staged = cases.map((file) =>
        parse(readFileSync(new URL(file.replace('.input.', '.output.'), folder), 'utf8')),
      )
      const wanted = OWN_STAGES[personality] ?? personalities[personality].map(({ name }) => name)
      expect(staged.map(({ stage }) => stage)).to.include.members(wanted)
    })
  })
}
