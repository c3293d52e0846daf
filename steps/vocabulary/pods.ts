import { Given, When } from '@cucumber/cucumber'
import type { ConformanceWorld } from '../world/index.ts'

type Phase = 'Failed' | 'Succeeded'

Given('Pod(s) {names} will not become ready', function (this: ConformanceWorld, names: string[]) {
  for (const name of names) this.driver.keepUnready(name)
})

Given('deletion of Pod(s) {names} is held by a finalizer', async function (this: ConformanceWorld, names: string[]) {
  for (const name of names) this.driver.hold(name)
  await this.driver.idle()
})

When('Pod(s) {names} become(s) {readiness}', async function (this: ConformanceWorld, names: string[], ready: boolean) {
  for (const name of names) await this.pods.setReady(name, ready)
})

When('Pod(s) {names} {ending}', async function (this: ConformanceWorld, names: string[], phase: Phase) {
  for (const name of names) await this.pods.end(name, phase)
})

When('Pod(s) {names} is/are {removal}', async function (this: ConformanceWorld, names: string[], removal: string) {
  for (const name of names)
    if (removal === 'evicted') await this.pods.evict(name)
    else await this.pods.forceDelete(name)
})

When('the finalizer of Pod(s) {names} is removed', async function (this: ConformanceWorld, names: string[]) {
  for (const name of names) await this.pods.removeFinalizer(name)
})

When('the node of Pod {name} is lost', async function (this: ConformanceWorld, name: string) {
  await this.pods.disconnectNodeOf(name)
})

When('the node of Pod {name} returns', async function (this: ConformanceWorld, name: string) {
  await this.pods.returnNodeOf(name)
})
