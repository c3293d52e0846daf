import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, it } from 'node:test'
import { AstBuilder, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin'
import { type Feature, IdGenerator, type Rule, type Scenario, type Step, StepKeywordType } from '@cucumber/messages'
import { expect } from 'chai'
import { loadCapabilities } from '../reports/format/capabilities.ts'
import { loadFamilies } from '../reports/format/families.ts'
import { loadLedger } from '../reports/format/ledger.ts'

/**
 * The style of the specification, checked: what a reader may rely on in every feature file.
 */
const folder = import.meta.dirname
/** Checked rows that no mutant proves yet. It only falls: lower it with each mutant that is added. */
const WITHOUT_MUTANT = 0
/** The one folder that is no family: sessions of any length, in which several guarantees show. */
const TUTORIALS = 'tutorials'
const FAMILY_TAG = /^@[A-Z]{3}$/
const OBLIGATION = /\b(MUST|SHOULD)( NOT)?\b/g
const GUARANTEE_TAG = /^@SS-[A-Z]{3}-\d{3}$/
/** The oldest minor version whose promises the ledger states: what began later is told by a tag. */
const OLDEST = 33
const OTHER_TAGS = /^@(feature-[A-Za-z]+|since-1\.\d+|informative|without-invariant-SS-[A-Z]{3}-\d{3})$/

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.feature'))
const features = files.map((file) => ({ file, feature: parsed(file) }))
const families = loadFamilies(folder)
const capabilities = loadCapabilities(folder)
const NEEDS_TAGS = new RegExp(`^@needs-(${capabilities.map(({ name }) => name).join('|')})$`)
const ledger = loadLedger(folder)
const ofFamilies = features.filter(({ file }) => !isTutorial(file))
const tested = new Set(
  ofFamilies.flatMap(({ feature }) => rulesOf(feature).flatMap(({ tags }) => tags.map(({ name }) => name))),
)

function isTutorial(file: string): boolean {
  return dirname(file) === TUTORIALS
}

function parsed(file: string): Feature {
  const parser = new Parser(new AstBuilder(IdGenerator.incrementing()), new GherkinClassicTokenMatcher())
  const { feature } = parser.parse(readFileSync(join(folder, file), 'utf8'))
  if (!feature) throw new Error(`${file} holds no Feature`)
  return feature
}

function rulesOf(feature: Feature): Rule[] {
  return feature.children.flatMap(({ rule }) => rule ?? [])
}

/** What a Background says for all Examples beside it. */
const stepsOf = ({ children }: Feature | Rule) => children.flatMap(({ background }) => background?.steps ?? [])

/** The text of every step of a feature. */
const textsOf = (feature: Feature) =>
  rulesOf(feature).flatMap((rule) => scenariosOf(rule).flatMap(({ steps }) => steps.map(({ text }) => text)))

const scenariosOf = (rule: Rule): Scenario[] => rule.children.flatMap(({ scenario }) => scenario ?? [])

/** The titles of an example: of an outline one for each row, in which its cells stand. */
function titlesOf({ name, examples }: Scenario): string[] {
  if (examples.length === 0) return [name]
  return examples.flatMap(({ tableHeader, tableBody }) =>
    tableBody.map(({ cells }) =>
      cells.reduce((title, { value }, index) => title.replaceAll(`<${tableHeader?.cells[index]?.value}>`, value), name),
    ),
  )
}

/** What the last step is: And and But continue whatever came before them. */
const lastMeaning = (steps: readonly Step[]) =>
  steps.findLast(({ keywordType }) => keywordType !== StepKeywordType.CONJUNCTION)?.keywordType

describe('the families', () => {
  it(`have one spelling: the folders are the words of families.yaml, and ${TUTORIALS}`, () => {
    const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    const names = [...families.map(({ word }) => word), TUTORIALS]
    expect(folders.map(({ name }) => name).sort()).to.deep.equal(names.sort())
  })

  it('hold the features of their folder alone', () => {
    for (const { file, feature } of ofFamilies) {
      const code = families.find(({ word }) => word === dirname(file))?.code
      const ids = rulesOf(feature).flatMap(({ tags }) => tags.map(({ name }) => name))
      expect(feature.tags[0]?.name, file).to.equal(`@${code}`)
      expect(
        ids.filter((tag) => GUARANTEE_TAG.test(tag) && !tag.startsWith(`@SS-${code}-`)),
        file,
      ).to.deep.equal([])
    }
  })
})

describe('the ledger', () => {
  it('has each id once', () => {
    const ids = ledger.map(({ id }) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).to.deep.equal([])
  })

  it('says checked of exactly those guarantees that a Rule of a family carries', () => {
    const checked = ledger.filter((row) => row.state === 'checked' && !row.checked_by).map(({ id }) => id)
    const tagged = [...tested].filter((tag) => GUARANTEE_TAG.test(tag)).map((tag) => tag.slice(1))
    expect(tagged.sort()).to.deep.equal(checked.sort())
  })

  it(`has ${WITHOUT_MUTANT} checked rows without a mutant or a reason why there is none`, () => {
    const without = ledger.filter((row) => row.state === 'checked' && !row.mutant && !row.no_mutant_because)
    expect(
      without.length,
      'a new checked row names its mutant; where the number has fallen, lower WITHOUT_MUTANT too',
    ).to.equal(WITHOUT_MUTANT)
  })

  it('knows the sentences that check a row in all scenarios', () => {
    for (const { id, checked_by } of ledger)
      if (checked_by)
        expect(
          features.some(({ feature }) => textsOf(feature).includes(checked_by)),
          id,
        ).to.equal(true)
  })
})

for (const { file, feature } of features)
  describe(`features/${file}`, () => {
    const rules = rulesOf(feature)
    const scenarios = rules.flatMap(scenariosOf)

    it('says what it is about, and consists of Rules', () => {
      expect(feature.description.trim(), 'two lines of description').to.not.equal('')
      expect(
        feature.children.every(({ scenario }) => !scenario),
        'every Example stands under a Rule',
      ).to.equal(true)
    })

    it('tags each Rule with what it shows: with rows that are checked', () => {
      const checked = new Set(ledger.filter(({ state }) => state === 'checked').map(({ id }) => `@${id}`))
      for (const { name, tags } of rules) {
        expect(name, name).to.match(/^[A-Z].*[^.]$/)
        const ids = tags.map(({ name: tag }) => tag).filter((tag) => GUARANTEE_TAG.test(tag))
        expect(ids, name).to.have.lengthOf.at.least(1)
        expect(
          ids.filter((tag) => !checked.has(tag)),
          name,
        ).to.deep.equal([])
      }
    })

    it('uses tags of the closed list only', () => {
      const tags = [
        feature.tags,
        ...rules.map((rule) => rule.tags),
        ...scenarios.map((scenario) => scenario.tags),
      ].flat()
      const unknown = tags
        .map(({ name }) => name)
        .filter((tag) => ![FAMILY_TAG, GUARANTEE_TAG, NEEDS_TAGS, OTHER_TAGS].some((known) => known.test(tag)))
      expect(unknown).to.deep.equal([])
    })

    it('says so where a guarantee begins with a newer version', () => {
      for (const { name, tags } of rules) {
        const all = [...feature.tags, ...tags].map((tag) => tag.name)
        for (const { id, since } of ledger) {
          if (!all.includes(`@${id}`) || Number(since.slice(2)) <= OLDEST) continue
          const told = all.some((tag) => tag === `@since-${since}` || tag.startsWith('@feature-'))
          expect(told, `${id}: ${name} has a tag @since-${since}, or one of a feature that is probed`).to.equal(true)
        }
      }
    })

    it('is informative only where another Example or no core profile speaks for the guarantee', () => {
      for (const { tags, children, name } of rules) {
        const ids = tags.map((tag) => tag.name.slice(1))
        const isInformative = ({ tags: own }: { tags: readonly { name: string }[] }) =>
          own.some((tag) => tag.name === '@informative')
        const all = children.flatMap(({ scenario }) => scenario ?? [])
        if (!isInformative({ tags }) && !all.every(isInformative)) continue
        const core = ledger.filter(({ id, profile }) => ids.includes(id) && profile === 'core')
        expect(
          core,
          `${name}: a row that only informative Examples check is never broken: take it out of core`,
        ).to.deep.equal([])
      }
    })

    it('says so where claims must be bound', () => {
      for (const rule of rules) {
        const given = [...stepsOf(feature), ...stepsOf(rule)]
        for (const { name, steps, tags } of scenariosOf(rule)) {
          const uses = [...given, ...steps].some(
            ({ text, docString }) => /claim template/.test(text) || docString?.content.includes('volumeClaimTemplates'),
          )
          const told = [...feature.tags, ...rule.tags, ...tags].some((tag) => tag.name === '@needs-default-class')
          expect(told, name).to.equal(uses)
        }
      }
    })

    it('numbers its Examples, each number once', () => {
      const numbers = scenarios.flatMap(titlesOf).map((title) => /^\[(\d+)\] \S/.exec(title)?.[1])
      expect(numbers).to.not.include(undefined)
      expect(new Set(numbers).size).to.equal(numbers.length)
    })

    it('observes: every Example ends in a Then', () => {
      for (const { name, steps } of scenarios) expect(lastMeaning(steps), name).to.equal(StepKeywordType.OUTCOME)
    })
  })

for (const { file, feature } of ofFamilies)
  describe(`features/${file}, of a family`, () => {
    const rules = rulesOf(feature)
    const scenarios = rules.flatMap(scenariosOf)

    it('is tagged with its family', () => {
      expect(feature.tags.filter(({ name }) => FAMILY_TAG.test(name))).to.have.lengthOf(1)
    })

    it('states one sentence with one obligation per Rule', () => {
      for (const { name } of rules) expect(name.match(OBLIGATION), name).to.have.lengthOf(1)
    })

    it('needs nothing for all Examples of a Rule that the row does not need', () => {
      for (const { name, tags } of rules) {
        const all = [...feature.tags, ...tags].map((tag) => tag.name)
        const needed = all.filter((tag) => tag.startsWith('@needs-')).map((tag) => tag.slice('@needs-'.length))
        for (const { id, needs } of ledger)
          if (all.includes(`@${id}`)) expect(needs, `${id}: ${name}`).to.include.members(needed)
      }
    })

    it('keeps scenarios short', () => {
      expect(scenarios.filter(({ steps }) => steps.length > 8).map(({ name }) => name)).to.deep.equal([])
      const backgrounds = [...feature.children, ...rules.flatMap(({ children }) => children)].flatMap(
        ({ background }) => background ?? [],
      )
      expect(backgrounds.filter(({ steps }) => steps.length > 3)).to.deep.equal([])
    })
  })
