import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { KubeObject } from './index.ts'
import { type Answer, masked, readSuites, requestFiles, type Step } from './testdata/recording.ts'
import { labelled, replaySuite } from './testdata/replay.ts'

interface Recorded {
  source: { version: string; date: string }
  suites: Record<string, Answer[][]>
}

interface Status {
  reason?: string
  message?: string
  details?: { causes?: object[] }
}

for (const file of requestFiles()) {
  const recorded = JSON.parse(
    readFileSync(new URL(`./testdata/recorded/${file.replace('.yaml', '.json')}`, import.meta.url), 'utf8'),
  ) as Recorded
  for (const suite of readSuites(file)) {
    describe(`${suite.plural} keep all else when a label is added`, () => {
      for (const [index, steps] of replaySuite(suite).entries()) {
        const { code = 0, body } = steps[0] ?? {}
        if (code >= 300) continue
        for (const type of ['merge', 'strategic'] as const) {
          it(`${suite.cases[index]?.name}, by ${type} patch`, () => {
            const object = body as KubeObject
            const { metadata, ...rest } = labelled(suite.plural, object, type)
            const { metadata: before, ...expected } = object
            expect(metadata.labels).to.deep.equal({ ...before.labels, touched: 'yes' })
            expect(rest).to.deep.equal(expected)
          })
        }
      }
    })
    describe(`${suite.plural} answer as kube-apiserver ${recorded.source.version} did`, () => {
      const replayed = masked(replaySuite(suite)) as Answer[][]
      for (const [index, { name, steps }] of suite.cases.entries()) {
        for (const [number, step] of steps.entries()) {
          it(`${name} [${number + 1}] ${describeStep(step)}`, () => {
            const expected = recorded.suites[suite.plural]![index]![number]!
            expect(comparable(replayed[index]![number]!)).to.deep.equal(comparable(expected))
          })
        }
      }
    })
  }
}

function describeStep(step: Step): string {
  return JSON.stringify(step).slice(0, 100)
}

/** Of a refusal: what the rules decide. The rest of the Status is the HTTP layer's. */
function comparable({ code, warnings, body }: Answer): unknown {
  if (code < 300) return { code, warnings, body }
  const { reason, message, details } = body as Status
  // Metadata is checked in two places upstream, which report what they find twice.
  const causes = new Map((details?.causes ?? []).map((cause) => [JSON.stringify(cause), cause]))
  return { code, reason, message, causes: [...causes.values()] }
}
