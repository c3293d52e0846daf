import { Then, When } from '@cucumber/cucumber'
import { type KubeObject, type Pod, resources } from '../client/index.ts'
import { type ConformanceWorld, GuaranteeBroken, HarnessError } from '../world/index.ts'
import { expectSame } from './pods.ts'

const CLAIMS = 'persistentvolumeclaims'

When('claim {name} is deleted', async function (this: ConformanceWorld, name: string) {
  this.did(`delete pvc ${name} --wait=false`)
  this.account(`${CLAIMS}/${name} deleted`, `${CLAIMS}/${name} removed`)
  await this.api.remove({ resource: resources.claims, namespace: this.namespace, name })
})

Then('claim(s) {names} exist(s)', async function (this: ConformanceWorld, names: string[]) {
  await this.settled()
  for (const name of names) this.account(`${CLAIMS}/${name} created`)
  const lasting = this.objects(CLAIMS).filter(({ metadata }) => !metadata.deletionTimestamp)
  expectSame(
    'other claims exist than promised',
    names,
    lasting.map(({ metadata }) => metadata.name),
  )
})

Then('no claims exist', async function (this: ConformanceWorld) {
  await this.settled()
  expectSame(
    'there are claims',
    [],
    this.objects(CLAIMS).map(({ metadata }) => metadata.name),
  )
})

Then('claim(s) {names} is/are the same as before', async function (this: ConformanceWorld, names: string[]) {
  await this.settled()
  for (const name of names) {
    const before = this.objects(CLAIMS, this.windowStart).find(({ metadata }) => metadata.name === name)
    if (!before) throw new HarnessError(`there was no claim ${name} before the last When: the scenario cannot compare`)
    const now = this.object(CLAIMS, name)
    if (now?.metadata.uid !== before.metadata.uid)
      throw new GuaranteeBroken(
        `claim ${name} is not the one of before`,
        before.metadata.uid,
        now?.metadata.uid ?? 'none',
      )
    if (now.metadata.deletionTimestamp) throw new GuaranteeBroken(`claim ${name} is being deleted`)
  }
})

Then(
  'Pod {name} uses claim {name} as volume {name}',
  async function (this: ConformanceWorld, name: string, claim: string, volume: string) {
    await this.settled()
    const seen = (this.pod(name) as Pod | undefined)?.spec.volumes?.filter((candidate) => candidate.name === volume)
    const uses = seen?.map(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName)
    if (uses?.join() !== claim)
      throw new GuaranteeBroken(`${name} does not mount claim ${claim}`, claim, seen ?? 'no such Pod')
  },
)

Then('each claim was created before its Pod', async function (this: ConformanceWorld) {
  await this.settled()
  const pods = this.changes('pods').filter(({ what }) => what === 'created')
  for (const { object } of pods)
    for (const claim of claimsOf(object)) {
      const seen = this.object(CLAIMS, claim)
      if (!seen) throw new GuaranteeBroken(`${object.metadata.name} was created without its claim ${claim}`)
      if (version(seen, this) > BigInt(object.metadata.resourceVersion))
        throw new GuaranteeBroken(`claim ${claim} was created after ${object.metadata.name}`)
    }
  if (pods.length === 0) throw new GuaranteeBroken('no Pod was created')
})

const claimsOf = (pod: KubeObject) =>
  ((pod as Pod).spec.volumes ?? []).flatMap((volume) => volume.persistentVolumeClaim?.claimName ?? [])

/** The version at which the object first appeared; one store orders Pods and claims (capability global-order). */
function version({ metadata }: KubeObject, world: ConformanceWorld): bigint {
  const first = world.trace.entries.find((entry) => entry.kind === 'seen' && entry.object.metadata.uid === metadata.uid)
  return BigInt(first?.kind === 'seen' ? first.object.metadata.resourceVersion : metadata.resourceVersion)
}
