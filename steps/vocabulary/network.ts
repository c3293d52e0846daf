import { Then } from '@cucumber/cucumber'
import { addressesOf } from '../observe/facts/said.ts'
import { waits } from '../patience/index.ts'
import type { ConformanceWorld } from '../world/index.ts'

Then(
  'DNS name {word} resolves to Pod(s) {names}',
  async function (this: ConformanceWorld, name: string, names: string[]) {
    const expected = () => names.map((pod) => String(this.need({ what: 'Pod', name: pod }).status?.['podIP'])).sort()
    await expectAnswer(this, name, expected)
  },
)

Then('DNS name {word} does not resolve', async function (this: ConformanceWorld, name: string) {
  await expectAnswer(this, name, () => [])
})

async function expectAnswer(world: ConformanceWorld, name: string, expected: () => string[]): Promise<void> {
  await world.settled()
  const full = await world.lookUp(name)
  const answer = () => addressesOf(world.trace, full)?.join(' ')
  await world.eventually(
    `${full} resolves to ${expected().join(' ') || 'nothing'}`,
    () => answer() === expected().join(' '),
    waits.dnsFollows,
  )
}
