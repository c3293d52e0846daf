import { Given, When } from '@cucumber/cucumber'
import type { ConformanceWorld } from '../world/index.ts'

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

When('Pod(s) {names} fail(s)', async function (this: ConformanceWorld, names: string[]) {
  for (const name of names) await this.pods.fail(name)
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
