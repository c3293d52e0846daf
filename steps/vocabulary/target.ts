import { Given, When } from '@cucumber/cucumber'
import type { ConformanceWorld, Hindrance, Requests } from '../world/index.ts'

When('{int} second(s) pass(es)', async function (this: ConformanceWorld, seconds: number) {
  await this.target.passTime(seconds)
})

When('the controller {command}', async function (this: ConformanceWorld, command: string) {
  await this.target.commandController(command)
})

Given(
  'the API server answers {requests} of {word} by the controller with {hindrance}',
  async function (this: ConformanceWorld, requests: Requests, resource: string, hindrance: Hindrance) {
    await this.target.refuse({ ...requests, resource }, hindrance)
  },
)

When('the API server answers the controller again', async function (this: ConformanceWorld) {
  await this.target.endRefusals()
})

When('kubectl is run with {string}', async function (this: ConformanceWorld, line: string) {
  await this.kubectl(line)
})

When('kubectl is run with {string} and:', async function (this: ConformanceWorld, line: string, input: string) {
  await this.kubectl(line, input)
})
