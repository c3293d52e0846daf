import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Status, type TestResult } from 'allure-js-commons'
import { EXAMPLE } from './allure-result.ts'
import type { RunInfo } from './run-info.ts'
import type { Scenario } from './scenarios.ts'

const DEVIATION = 'documented deviation: '
const INFORMATIVE = 'informative: '

// Allure files a result under each category that fits; the message of a result begins with the name of its category.
const categories = [
  { name: 'documented deviation', matchedStatuses: [Status.FAILED], messageRegex: `(?s)${DEVIATION}.*` },
  { name: 'non-conformant', matchedStatuses: [Status.FAILED], messageRegex: `(?s)(?!${DEVIATION}).*` },
  { name: 'harness error', matchedStatuses: [Status.BROKEN] },
  { name: 'informative', matchedStatuses: [Status.SKIPPED], messageRegex: `(?s)${INFORMATIVE}.*` },
  { name: 'not applicable', matchedStatuses: [Status.SKIPPED], messageRegex: `(?s)(?!${INFORMATIVE}).*` },
]

/** Adds to Allure's results what only the whole run knows: its environment, the verdicts as categories, deviations. */
export function completeAllureResults(results: string, run: RunInfo, scenarios: Scenario[]): void {
  if (!existsSync(results)) return
  writeFileSync(join(results, 'categories.json'), `${JSON.stringify(categories, null, 2)}\n`)
  writeFileSync(join(results, 'environment.properties'), environment(run))
  const deviating = scenarios.filter(({ ending }) => ending === 'documented deviation')
  if (deviating.length === 0) return
  const byAddress = new Map(deviating.map((scenario) => [scenario.address, scenario]))
  for (const file of readdirSync(results).filter((name) => name.endsWith('-result.json'))) {
    markDeviation(join(results, file), byAddress)
  }
}

function markDeviation(file: string, deviating: Map<string, Scenario>): void {
  const result = JSON.parse(readFileSync(file, 'utf8')) as TestResult
  const address = result.labels.find(({ name }) => name === EXAMPLE)?.value ?? ''
  const declared = new Set(deviating.get(address)?.failures.flatMap(({ deviation }) => deviation ?? []))
  const [first] = declared
  if (!first) return
  result.links.push(...[...declared].map(({ url }) => ({ name: 'documented deviation', url, type: 'link' })))
  result.statusDetails = {
    ...result.statusDetails,
    message: `${DEVIATION}${first.url}\n${first.instead}\n${result.statusDetails.message}`,
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
