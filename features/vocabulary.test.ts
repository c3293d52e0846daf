import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { before, describe, it } from 'node:test'
import { loadConfiguration, runCucumber } from '@cucumber/cucumber/api'
import type { Envelope } from '@cucumber/messages'
import { expect } from 'chai'

/** The vocabulary is closed: listed in features/README.md with what each phrase observes, used, and unambiguous. */
const root = join(import.meta.dirname, '..')
const LIMIT = 75
const USED_BY = 3
/** Few phrases carry most of the steps of the families. The sessions of the tutorials are about kubectl. */
const MOST_USED = { phrases: 20, share: 0.8 }

describe('the vocabulary', () => {
  const messages: Envelope[] = []
  const phrases = () => messages.flatMap(({ stepDefinition }) => stepDefinition ?? [])

  before(async () => {
    const provided = {
      paths: ['features'],
      import: ['steps/vocabulary/!(*.test).ts', 'steps/world/hooks.ts'],
      dryRun: true,
      format: [],
      publishQuiet: true,
    }
    const { runConfiguration } = await loadConfiguration({ file: false, provided }, { cwd: root })
    const stdout = new PassThrough().resume()
    await runCucumber(runConfiguration, { cwd: root, stdout }, (message) => messages.push(message))
  })

  it(`has at most ${LIMIT} phrases`, () => {
    expect(phrases().length).to.be.within(1, LIMIT)
  })

  it('is listed in features/README.md, each phrase with its window', () => {
    const listed = [...readFileSync(join(root, 'features/README.md'), 'utf8').matchAll(/^\| `(.+?)` \|/gm)].map(
      ([, phrase]) => phrase,
    )
    expect(
      phrases()
        .map(({ pattern }) => pattern.source)
        .sort(),
    ).to.deep.equal(listed.sort())
  })

  it(`has no phrase that fewer than ${USED_BY} scenarios use`, () => {
    // A Scenario Outline is one, whatever the number of its rows.
    const scenarioOf = new Map(messages.flatMap(({ pickle }) => (pickle ? [[pickle.id, pickle.astNodeIds[0]]] : [])))
    const uses = messages.flatMap(({ testCase }) =>
      (testCase?.testSteps ?? []).flatMap(({ stepDefinitionIds = [] }) =>
        stepDefinitionIds.map((id) => ({ id, scenario: scenarioOf.get(testCase?.pickleId ?? '') })),
      ),
    )
    const byPhrase = Map.groupBy(uses, ({ id }) => id)
    const scenariosOf = (id: string) => new Set(byPhrase.get(id)?.map(({ scenario }) => scenario)).size
    expect(
      phrases().flatMap(({ id, pattern }) =>
        scenariosOf(id) < USED_BY ? `${pattern.source}: ${scenariosOf(id)}` : [],
      ),
    ).to.deep.equal([])
  })

  it(`has ${MOST_USED.phrases} phrases that carry ${MOST_USED.share * 100} % of the steps`, () => {
    const uses = new Map<string, number>()
    const tutorials = new Set(
      messages.flatMap(({ pickle }) => (pickle?.uri.startsWith('features/tutorials/') ? pickle.id : [])),
    )
    const steps = messages.flatMap(({ testCase }) =>
      testCase && !tutorials.has(testCase.pickleId) ? testCase.testSteps : [],
    )
    const written = new Set(
      messages
        .flatMap(({ pickle }) => pickle?.steps ?? [])
        .filter(({ argument }) => argument?.docString)
        .map(({ id }) => id),
    )
    // What such a phrase says is in its Doc String.
    const open = new Set(
      steps
        .filter(({ pickleStepId }) => written.has(pickleStepId ?? ''))
        .flatMap(({ stepDefinitionIds }) => stepDefinitionIds ?? []),
    )
    const ids = steps.flatMap(({ stepDefinitionIds }) => stepDefinitionIds ?? []).filter((id) => !open.has(id))
    for (const id of ids) uses.set(id, (uses.get(id) ?? 0) + 1)
    const most = [...uses.values()].sort((a, b) => b - a).slice(0, MOST_USED.phrases)
    const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)
    expect(sum(most) / ids.length).to.be.at.least(MOST_USED.share)
  })

  it('understands every step in exactly one way', () => {
    const steps = messages.flatMap(
      ({ testCase }) => testCase?.testSteps.filter(({ pickleStepId }) => pickleStepId) ?? [],
    )
    expect(steps).to.not.have.lengthOf(0)
    expect(steps.filter(({ stepDefinitionIds }) => stepDefinitionIds?.length !== 1)).to.have.lengthOf(0)
  })
})
