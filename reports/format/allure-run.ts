import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Status, type TestResult } from 'allure-js-commons'
import { VIOLATED } from './allure-result.ts'
import type { RunInfo } from './run-info.ts'
import type { Judged } from './verdicts.ts'

const DEVIATION = 'documented deviation: '

// Allure files a result under each category that fits; the message of a deviation begins with its name.
const categories = [
  { name: 'documented deviation', matchedStatuses: [Status.FAILED], messageRegex: `(?s)${DEVIATION}.*` },
  { name: 'non-conformant', matchedStatuses: [Status.FAILED], messageRegex: `(?s)(?!${DEVIATION}).*` },
  { name: 'harness error', matchedStatuses: [Status.BROKEN] },
  { name: 'not applicable', matchedStatuses: [Status.SKIPPED] },
]

/** Adds to Allure's results what only the whole run knows: its environment, the verdicts as categories, deviations. */
export function completeAllureResults(results: string, run: RunInfo, judged: Judged[]): void {
  if (!existsSync(results)) return
  writeFileSync(join(results, 'categories.json'), `${JSON.stringify(categories, null, 2)}\n`)
  writeFileSync(join(results, 'environment.properties'), environment(run))
  const deviating = new Map(judged.flatMap((each) => (each.deviation ? [[each.guarantee.id, each.deviation.url]] : [])))
  if (deviating.size === 0) return
  for (const file of readdirSync(results).filter((name) => name.endsWith('-result.json'))) {
    markDeviation(join(results, file), deviating)
  }
}

function markDeviation(file: string, deviating: Map<string, string>): void {
  const result = JSON.parse(readFileSync(file, 'utf8')) as TestResult
  const violated = result.labels.filter(({ name }) => name === VIOLATED).map(({ value }) => value)
  const [url, ...others] = violated.map((id) => deviating.get(id))
  // One violation that no deviation documents is a failure, whatever else the example violates.
  if (!url || others.includes(undefined)) return
  result.links.push({ name: 'documented deviation', url, type: 'link' })
  result.statusDetails = {
    ...result.statusDetails,
    message: `${DEVIATION}${url}\n${result.statusDetails.message}`,
  }
  writeFileSync(file, JSON.stringify(result))
}

function environment({ target, controller, kind, versions, provenance, started }: RunInfo): string {
  const { group, version, kind: name } = kind
  const named = Object.entries(versions).map(([what, value]) => [`version of ${what}`, value ?? ''])
  const all = [
    ['target', target],
    ['controller', controller],
    ['kind', `${name}.${version}.${group}`],
    ...named,
    ...Object.entries(provenance),
    ['started', started],
  ]
  const lines = all.flatMap(([key = '', value = '']) =>
    value ? [`${escapeKey(key)} = ${value.replaceAll('\n', ' ')}`] : [],
  )
  return `${lines.join('\n')}\n`
}

// In a Java properties file a blank, = or : ends the key.
function escapeKey(key: string): string {
  return key.replaceAll(/[ =:]/g, '\\$&')
}
