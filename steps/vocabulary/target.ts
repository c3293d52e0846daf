import { Given, When } from '@cucumber/cucumber'
import type { ConformanceWorld } from '../world/index.ts'

interface Refusal {
  readonly code: number
  readonly reason: string
}

When('{int} second(s) pass(es)', async function (this: ConformanceWorld, seconds: number) {
  await this.target.pass(seconds)
})

When('the controller {order}', async function (this: ConformanceWorld, order: string) {
  await this.target.order(order)
})

Given(
  'the API server answers each {word} of {word} by the controller with {refusal}',
  async function (this: ConformanceWorld, verb: string, resource: string, refusal: Refusal) {
    await this.target.refuse({ verb, resource }, refusal)
  },
)

When('the API server answers the controller again', async function (this: ConformanceWorld) {
  await this.target.admit()
})
