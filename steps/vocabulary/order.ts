import { Then } from '@cucumber/cucumber'
import { goneAfter, healthyAfter, isHealthy, podsBefore } from '../observe/facts/pods.ts'
import { type ConformanceWorld, GuaranteeBroken } from '../world/index.ts'

Then(
  '(only )Pod(s) {names} was/were created(, in this order)',
  async function (this: ConformanceWorld, names: string[]) {
    await expectOrder(this, names, 'created')
  },
)

Then(
  '(only )Pod(s) {names} was/were deleted(, in this order)',
  async function (this: ConformanceWorld, names: string[]) {
    await expectOrder(this, names, 'deleted')
  },
)

Then('Pod(s) {names} was/were created, in any order', async function (this: ConformanceWorld, names: string[]) {
  await expectSet(this, names, 'created')
})

Then('Pod(s) {names} was/were deleted, in any order', async function (this: ConformanceWorld, names: string[]) {
  await expectSet(this, names, 'deleted')
})

Then(
  'Pod {name} was deleted with a grace period of {int} seconds',
  async function (this: ConformanceWorld, name: string, seconds: number) {
    await this.settled()
    // Read from the deletion itself: when a kubelet is done, it sets the period to zero.
    const seen = deeds(this, 'deleted').find((change) => change.name === name)?.object.metadata
      .deletionGracePeriodSeconds
    if (seen !== seconds)
      throw new GuaranteeBroken(`${name} was not deleted with its own grace period`, seconds, seen ?? 'not deleted')
  },
)

Then('no Pod was created', async function (this: ConformanceWorld) {
  await expectOrder(this, [], 'created')
})

Then('no Pod was deleted', async function (this: ConformanceWorld) {
  await expectOrder(this, [], 'deleted')
})

Then('each was created only after every lower one was ready', async function (this: ConformanceWorld) {
  await this.settled()
  const created = deeds(this, 'created')
  for (const [index, { name, seq }] of created.entries()) {
    const before = podsBefore(this.trace, seq)
    const waiting = created
      .slice(0, index)
      .find((lower) => !isHealthy(before.get(lower.name) ?? created[index]!.object))
    if (waiting) throw new GuaranteeBroken(`${name} was created while ${waiting.name} was not running and ready`)
  }
  if (created.length < 2)
    throw new GuaranteeBroken(
      'fewer than two Pods were created: there is no order to see',
      'two or more',
      created.length,
    )
})

Then('each was deleted only after the one before was gone', async function (this: ConformanceWorld) {
  await eachAfter(this, 'gone', (name, from) => goneAfter(this.trace, name, from))
})

Then('each was deleted only after the one before was replaced and ready', async function (this: ConformanceWorld) {
  await eachAfter(this, 'replaced and ready', (name, from) => {
    const gone = goneAfter(this.trace, name, from)
    return gone === undefined ? undefined : healthyAfter(this.trace, name, gone)
  })
})

Then(
  'Pod {name} was ready before Pod {name} was deleted',
  async function (this: ConformanceWorld, first: string, second: string) {
    await this.settled()
    const deleted = deeds(this, 'deleted').find(({ name }) => name === second)
    if (!deleted) throw new GuaranteeBroken(`${second} was not deleted`)
    const pod = podsBefore(this.trace, deleted.seq).get(first)
    if (!pod || !isHealthy(pod))
      throw new GuaranteeBroken(`${second} was deleted while ${first} was ${pod ? 'not ready' : 'missing'}`)
  },
)

Then(
  'Pod {name} was created before Pod {name} was deleted',
  async function (this: ConformanceWorld, first: string, second: string) {
    await this.settled()
    const created = deeds(this, 'created').find(({ name }) => name === first)?.seq ?? Number.POSITIVE_INFINITY
    const deleted = deeds(this, 'deleted').find(({ name }) => name === second)?.seq ?? Number.NEGATIVE_INFINITY
    if (created > deleted) throw new GuaranteeBroken(`${first} was not created before ${second} was deleted`)
  },
)

const deeds = (world: ConformanceWorld, what: 'created' | 'deleted') =>
  world.changes('pods').filter((change) => change.what === what)

async function expectOrder(world: ConformanceWorld, names: string[], what: 'created' | 'deleted'): Promise<void> {
  await world.settled()
  const seen = deeds(world, what).map(({ name }) => name)
  account(world, names, what)
  if (seen.join() !== names.join()) throw new GuaranteeBroken(`Pods were not ${what} as promised`, names, seen)
}

async function expectSet(world: ConformanceWorld, names: string[], what: 'created' | 'deleted'): Promise<void> {
  await world.settled()
  const seen = deeds(world, what)
    .map(({ name }) => name)
    .sort()
  account(world, names, what)
  if (seen.join() !== [...names].sort().join())
    throw new GuaranteeBroken(`other Pods were ${what} than promised`, names, seen)
}

/** A Pod that was deleted also goes; a Pod that was created gets its claims. */
function account(world: ConformanceWorld, names: string[], what: 'created' | 'deleted'): void {
  for (const name of names) {
    world.account(`pods/${name} ${what}`)
    if (what === 'deleted') world.account(`pods/${name} removed`)
    for (const template of world.defaults.claims) world.account(`persistentvolumeclaims/${template}-${name} created`)
  }
}

async function eachAfter(
  world: ConformanceWorld,
  state: string,
  reached: (name: string, from: number) => number | undefined,
): Promise<void> {
  await world.settled()
  const deleted = deeds(world, 'deleted')
  for (const [index, { name, seq }] of deleted.entries()) {
    const before = deleted[index - 1]
    if (before && (reached(before.name, before.seq) ?? Number.POSITIVE_INFINITY) > seq)
      throw new GuaranteeBroken(`${name} was deleted before ${before.name} was ${state}`)
  }
  if (deleted.length < 2)
    throw new GuaranteeBroken(
      'fewer than two Pods were deleted: there is no order to see',
      'two or more',
      deleted.length,
    )
}
