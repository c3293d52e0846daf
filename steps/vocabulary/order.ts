import { Then } from '@cucumber/cucumber'
import { createdTooEarly, deletedTooEarly } from '../observe/facts/order.ts'
import { isHealthy, podsBefore } from '../observe/facts/pods.ts'
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
    await this.promised(() => {
      // Read from the deletion itself: when a kubelet is done, it sets the period to zero.
      const seen = deeds(this, 'deleted').find((change) => change.name === name)?.object.metadata
        .deletionGracePeriodSeconds
      if (seen !== seconds)
        throw new GuaranteeBroken(`${name} was not deleted with its own grace period`, seconds, seen ?? 'not deleted')
    })
  },
)

Then('no Pod was created', async function (this: ConformanceWorld) {
  await expectOrder(this, [], 'created')
})

Then('no Pod was deleted', async function (this: ConformanceWorld) {
  await expectOrder(this, [], 'deleted')
})

Then('each was created only after every lower one was ready', async function (this: ConformanceWorld) {
  await this.promised(() => {
    const created = deeds(this, 'created')
    demandOrder('created', created.length, createdTooEarly(this.trace, created))
  })
})

Then('each was deleted only after the one before was gone', async function (this: ConformanceWorld) {
  await this.promised(() => {
    const deleted = deeds(this, 'deleted')
    demandOrder('deleted', deleted.length, deletedTooEarly(this.trace, deleted, 'gone'))
  })
})

Then('each was deleted only after the one before was replaced and ready', async function (this: ConformanceWorld) {
  await this.promised(() => {
    const deleted = deeds(this, 'deleted')
    demandOrder('deleted', deleted.length, deletedTooEarly(this.trace, deleted, 'replaced and ready'))
  })
})

Then(
  'Pod {name} was ready before Pod {name} was deleted',
  async function (this: ConformanceWorld, first: string, second: string) {
    await this.promised(() => {
      const deleted = deeds(this, 'deleted').find(({ name }) => name === second)
      if (!deleted) throw new GuaranteeBroken(`${second} was not deleted`)
      const pod = podsBefore(this.trace, deleted.seq).get(first)
      if (!pod || !isHealthy(pod))
        throw new GuaranteeBroken(`${second} was deleted while ${first} was ${pod ? 'not ready' : 'missing'}`)
    })
  },
)

const deeds = (world: ConformanceWorld, what: 'created' | 'deleted') =>
  world.changes('pods').filter((change) => change.what === what)

async function expectOrder(world: ConformanceWorld, names: string[], what: 'created' | 'deleted'): Promise<void> {
  await world.promised(() => {
    const seen = deeds(world, what).map(({ name }) => name)
    account(world, names, what)
    if (seen.join() !== names.join()) throw new GuaranteeBroken(`Pods were not ${what} as promised`, names, seen)
  })
}

async function expectSet(world: ConformanceWorld, names: string[], what: 'created' | 'deleted'): Promise<void> {
  await world.promised(() => {
    const seen = deeds(world, what)
      .map(({ name }) => name)
      .sort()
    account(world, names, what)
    if (seen.join() !== [...names].sort().join())
      throw new GuaranteeBroken(`other Pods were ${what} than promised`, names, seen)
  })
}

/** A Pod that was deleted also goes; a Pod that was created gets its claims. */
function account(world: ConformanceWorld, names: string[], what: 'created' | 'deleted'): void {
  for (const name of names) {
    world.account(`pods/${name} ${what}`)
    if (what === 'deleted') world.account(`pods/${name} removed`)
    for (const template of world.defaults.claims) world.account(`persistentvolumeclaims/${template}-${name} created`)
  }
}

function demandOrder(what: string, count: number, violation: string | undefined): void {
  if (violation) throw new GuaranteeBroken(violation)
  if (count < 2) throw new GuaranteeBroken(`fewer than two Pods were ${what}: no order to see`, 'two or more', count)
}
