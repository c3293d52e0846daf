import { Given, When } from '@cucumber/cucumber'
import type { ConformanceWorld } from '../world/index.ts'

interface Refusal {
  readonly code: number
  readonly reason: string
}

When('{int} second(s) pass(es)', async function (this: ConformanceWorld, seconds: number) {
  await this.target.passTime(seconds)
})

When('the controller {command}', async function (this: ConformanceWorld, command: string) {
  await this.target.commandController(command)
})

Given(
  'the API server answers each {word} of {word} by the controller with {refusal}',
  async function (this: ConformanceWorld, verb: string, resource: string, refusal: Refusal) {
    await this.target.refuse({ verb, resource }, refusal)
  },
)

When('the API server answers the controller again', async function (this: ConformanceWorld) {
  await this.target.endRefusals()
})
