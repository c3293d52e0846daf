import { Then } from '@cucumber/cucumber'
import { type ConformanceWorld, expectations } from '../world/index.ts'

/** Every Then is an expectation of the judge, by its phrase: the step itself only has it judged. */
for (const phrase of Object.keys(expectations)) Then(phrase, judged(phrase))

/** Cucumber counts the parameters of a step's function: one for each of the phrase, and one for a docstring or table. */
function judged(phrase: string) {
  const parameters = phrase.match(/\{\w+\}/g)?.length ?? 0
  const step = async function (this: ConformanceWorld): Promise<void> {
    await this.expectations.judge(this.step)
  }
  return Object.defineProperty(step, 'length', { value: parameters + (phrase.endsWith(':') ? 1 : 0) })
}
