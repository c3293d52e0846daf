import { Given, Then, When } from '@cucumber/cucumber'
import { type ConformanceWorld, GuaranteeBroken, HarnessError, type KubeObject } from '../world/index.ts'

Given('Pod(s) {names} will not become ready', function (this: ConformanceWorld, names: string[]) {
  for (const name of names) this.keeper.withhold(name)
})

Given('Pod(s) {names} will linger when deleted', async function (this: ConformanceWorld, names: string[]) {
  for (const name of names) this.keeper.linger(name)
  await this.keeper.idle()
})

When('Pod(s) {names} become(s) ready', async function (this: ConformanceWorld, names: string[]) {
  for (const name of names) await this.setReady(name, true)
})

When('Pod(s) {names} stop(s) being ready', async function (this: ConformanceWorld, names: string[]) {
  for (const name of names) await this.setReady(name, false)
})

When('Pod(s) {names} is/are deleted', async function (this: ConformanceWorld, names: string[]) {
  for (const name of names) {
    this.need({ what: 'Pod', name })
    await this.delete({ what: 'Pod', name })
  }
})

When('Pod(s) {names} fail(s)', async function (this: ConformanceWorld, names: string[]) {
  for (const name of names) await this.fail(name)
})

When('Pod(s) {names} may go', async function (this: ConformanceWorld, names: string[]) {
  for (const name of names) await this.letGo(name)
})

When('the node of Pod {name} is lost', async function (this: ConformanceWorld, name: string) {
  await this.loseNodeOf(name)
})

When('the node of Pod {name} returns', async function (this: ConformanceWorld, name: string) {
  await this.returnNodeOf(name)
})

Then('Pod(s) {names} exist(s)', async function (this: ConformanceWorld, names: string[]) {
  await this.promised(() => {
    const seen = this.objects('pods').map(({ metadata }) => metadata.name)
    expectSame('other Pods exist than promised', names, seen)
  })
})

Then('no Pods exist', async function (this: ConformanceWorld) {
  await this.promised(() => {
    expectSame(
      'there are Pods',
      [],
      this.objects('pods').map(({ metadata }) => metadata.name),
    )
  })
})

Then(
  'Pod(s) {names} run(s) the {template} template',
  async function (this: ConformanceWorld, names: string[], template: string) {
    await this.promised(() => {
      for (const name of names) {
        const pod = this.need({ what: 'Pod', name })
        const set = this.workload(pod.metadata.ownerReferences?.[0]?.name)
        const expected =
          template === 'old' ? this.oldRevision.get(set?.metadata.name ?? '') : set?.status?.['updateRevision']
        const label = pod.metadata.labels?.['controller-revision-hash']
        if (label !== expected)
          throw new GuaranteeBroken(`${name} does not run the ${template} template`, expected, label)
        expectRecorded(this, pod)
        expectMeant(pod, set, template)
      }
    })
  },
)

Then('Pod(s) {names} is/are the same as before', async function (this: ConformanceWorld, names: string[]) {
  await this.promised(() => {
    for (const name of names) {
      const [now, before] = [this.need({ what: 'Pod', name }), podThen(this, name)]
      if (now.metadata.uid !== before.metadata.uid)
        throw new GuaranteeBroken(`${name} is another Pod than before`, before.metadata.uid, now.metadata.uid)
    }
  })
})

Then('Pod(s) {names} is/are new', async function (this: ConformanceWorld, names: string[]) {
  await this.promised(() => {
    for (const name of names) {
      const [now, before] = [this.need({ what: 'Pod', name }), podThen(this, name)]
      if (now.metadata.uid === before.metadata.uid)
        throw new GuaranteeBroken(`${name} is still the Pod of before`, 'another uid', now.metadata.uid)
    }
  })
})

export function expectSame(message: string, expected: readonly string[], seen: readonly string[]): void {
  const [a, b] = [[...expected].sort(), [...seen].sort()]
  if (a.join() !== b.join()) throw new GuaranteeBroken(message, a, b)
}

/** The label could lie: the revision that it names must hold the template that the Pod was made from. */
function expectRecorded(world: ConformanceWorld, { metadata: { name, labels, annotations } }: KubeObject): void {
  const label = String(labels?.['controller-revision-hash'])
  const revision = world.object('controllerrevisions', label)
  if (!revision) throw new GuaranteeBroken(`${name} names a revision that does not exist`, 'a revision', label)
  const [recorded, runs] = [versionIn(revision['data']), annotations?.['version']]
  if (runs !== recorded)
    throw new GuaranteeBroken(`${name} carries the label of a revision that it does not run`, recorded, runs)
}

/** Where a change of the template went unnoticed, the newest revision is still that of the old one. */
function expectMeant({ metadata: { name, annotations } }: KubeObject, set: unknown, template: string): void {
  const [present, runs] = [versionIn(set), annotations?.['version']]
  const expected = `${template === 'new' ? '' : 'not '}${present}`
  if ((runs === present) !== (template === 'new'))
    throw new GuaranteeBroken(`the revision of ${name} is not that of the ${template} template`, expected, runs)
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
