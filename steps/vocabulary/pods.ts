import { Given, Then, When } from '@cucumber/cucumber'
import { resources } from '../client/index.ts'
import { timestamp } from '../patience/index.ts'
import { type ConformanceWorld, GuaranteeBroken, HarnessError, READINESS_GATE } from '../world/index.ts'

Given('Pod(s) {names} will not become ready', function (this: ConformanceWorld, names: string[]) {
  for (const name of names) this.keeper.withhold(name)
})

Given('Pod(s) {names} will linger when deleted', async function (this: ConformanceWorld, names: string[]) {
  for (const name of names) this.keeper.linger(name)
  await this.keeper.idle()
})

When('Pod(s) {names} become(s) ready', async function (this: ConformanceWorld, names: string[]) {
  for (const name of names) await setReady(this, name, true)
})

When('Pod(s) {names} stop(s) being ready', async function (this: ConformanceWorld, names: string[]) {
  for (const name of names) await setReady(this, name, false)
})

When('Pod(s) {names} is/are deleted', async function (this: ConformanceWorld, names: string[]) {
  for (const name of names) {
    need(this, name)
    this.did(`delete pod ${name} --wait=false`)
    this.account(`pods/${name} deleted`, `pods/${name} removed`)
    await this.api.remove({ resource: resources.pods, namespace: this.namespace, name })
  }
})

When('Pod(s) {names} fail(s)', async function (this: ConformanceWorld, names: string[]) {
  for (const name of names) await end(this, name, 'Failed')
})

When('Pod(s) {names} may go', async function (this: ConformanceWorld, names: string[]) {
  for (const name of names) {
    need(this, name)
    this.did(`patch pod ${name} --type=merge -p '{"metadata":{"finalizers":null}}'`)
    this.account(`pods/${name} removed`)
    await this.keeper.release(name)
  }
})

Then('Pod(s) {names} exist(s)', async function (this: ConformanceWorld, names: string[]) {
  await this.settled()
  const seen = this.objects('pods').map(({ metadata }) => metadata.name)
  expectSame('other Pods exist than promised', names, seen)
})

Then('no Pods exist', async function (this: ConformanceWorld) {
  await this.settled()
  expectSame(
    'there are Pods',
    [],
    this.objects('pods').map(({ metadata }) => metadata.name),
  )
})

Then(
  'Pod(s) {names} run(s) the {template} template',
  async function (this: ConformanceWorld, names: string[], template: string) {
    await this.settled()
    for (const name of names) {
      const pod = need(this, name)
      const set = this.workload(pod.metadata.ownerReferences?.[0]?.name)
      const expected =
        template === 'old' ? this.oldRevision.get(set?.metadata.name ?? '') : set?.status?.['updateRevision']
      const label = pod.metadata.labels?.['controller-revision-hash']
      if (label !== expected)
        throw new GuaranteeBroken(`${name} does not run the ${template} template`, expected, label)
      const recorded = this.object('controllerrevisions', String(label))?.['data']
      const version = versionIn(recorded)
      if (!recorded) throw new GuaranteeBroken(`${name} names a revision that does not exist`, 'a revision', label)
      if (pod.metadata.annotations?.['version'] !== version)
        throw new GuaranteeBroken(
          `${name} carries the label of a revision that it does not run`,
          version,
          pod.metadata.annotations?.['version'],
        )
      // Where a change of the template went unnoticed, the newest revision is still that of the old one.
      const present = versionIn(set)
      if ((version === present) !== (template === 'new'))
        throw new GuaranteeBroken(
          `the revision of ${name} is not that of the ${template} template`,
          `${template === 'new' ? '' : 'not '}${present}`,
          version,
        )
    }
  },
)

Then('Pod(s) {names} is/are the same as before', async function (this: ConformanceWorld, names: string[]) {
  await this.settled()
  for (const name of names) {
    const [now, before] = [need(this, name), podThen(this, name)]
    if (now.metadata.uid !== before.metadata.uid)
      throw new GuaranteeBroken(`${name} is another Pod than before`, before.metadata.uid, now.metadata.uid)
  }
})

Then('Pod(s) {names} is/are new', async function (this: ConformanceWorld, names: string[]) {
  await this.settled()
  for (const name of names) {
    const [now, before] = [need(this, name), podThen(this, name)]
    if (now.metadata.uid === before.metadata.uid)
      throw new GuaranteeBroken(`${name} is still the Pod of before`, 'another uid', now.metadata.uid)
  }
})

export function expectSame(message: string, expected: readonly string[], seen: readonly string[]): void {
  const [a, b] = [[...expected].sort(), [...seen].sort()]
  if (a.join() !== b.join()) throw new GuaranteeBroken(message, a, b)
}

/** A Pod that a scenario acts upon is one that the controller should have made and kept. */
function need(world: ConformanceWorld, name: string) {
  const pod = world.pod(name)
  if (!pod)
    throw new GuaranteeBroken(
      `there is no Pod ${name}`,
      name,
      world.objects('pods').map(({ metadata }) => metadata.name),
    )
  return pod
}

/** By which the templates of a scenario differ: of a workload, or of the data of a revision. */
function versionIn(holder: unknown): string | undefined {
  return (holder as Templated | undefined)?.spec?.template?.metadata?.annotations?.['version']
}

interface Templated {
  spec?: { template?: { metadata?: { annotations?: Record<string, string> } } }
}

function podThen(world: ConformanceWorld, name: string) {
  const pod = world.objects('pods', world.windowStart).find(({ metadata }) => metadata.name === name)
  if (!pod) throw new HarnessError(`there was no Pod ${name} before the last When: the scenario cannot compare`)
  return pod
}

async function setReady(world: ConformanceWorld, name: string, ready: boolean): Promise<void> {
  need(world, name)
  const conditions = [{ type: READINESS_GATE, status: ready ? 'True' : 'False' }]
  world.did(
    `patch pod ${name} --subresource=status --type=strategic -p '${JSON.stringify({ status: { conditions } })}'`,
  )
  await world.keeper.setReady(name, ready)
}

/** A kubelet keeps a terminal phase; it is the change of readiness that makes it look. */
async function end(world: ConformanceWorld, name: string, phase: 'Failed' | 'Succeeded'): Promise<void> {
  need(world, name)
  const conditions = [{ type: READINESS_GATE, status: 'False', lastTransitionTime: timestamp() }]
  const body = { status: { phase, conditions } }
  world.did(`patch pod ${name} --subresource=status --type=strategic -p '${JSON.stringify(body)}'`)
  world.account(`pods/${name} deleted`, `pods/${name} removed`)
  await world.api.patch(
    { resource: resources.pods, namespace: world.namespace, name, subresource: 'status' },
    'strategic',
    body,
  )
}
