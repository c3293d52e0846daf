import { Then } from '@cucumber/cucumber'
import { claimsOf, claimsOfVolume, firstVersion } from '../observe/facts/claims.ts'
import { predecessors } from '../observe/facts/pods.ts'
import { type ConformanceWorld, GuaranteeBroken, HarnessError } from '../world/index.ts'
import { expectSame } from './pods.ts'

const CLAIMS = 'persistentvolumeclaims'

Then('claim(s) {names} exist(s)', async function (this: ConformanceWorld, names: string[]) {
  await this.promised(() => {
    for (const name of names) this.account(`${CLAIMS}/${name} created`)
    const lasting = this.objects(CLAIMS).filter(({ metadata }) => !metadata.deletionTimestamp)
    expectSame(
      'other claims exist than promised',
      names,
      lasting.map(({ metadata }) => metadata.name),
    )
  })
})

Then('no claims exist', async function (this: ConformanceWorld) {
  await this.promised(() => {
    expectSame(
      'there are claims',
      [],
      this.objects(CLAIMS).map(({ metadata }) => metadata.name),
    )
  })
})

Then('claim(s) {names} is/are the same as before', async function (this: ConformanceWorld, names: string[]) {
  await this.promised(() => {
    for (const name of names) {
      const before = this.objects(CLAIMS, this.windowStart).find(({ metadata }) => metadata.name === name)
      if (!before)
        throw new HarnessError(`there was no claim ${name} before the last When: the scenario cannot compare`)
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
})

Then(
  'Pod {name} uses claim {name} as volume {name}',
  async function (this: ConformanceWorld, name: string, claim: string, volume: string) {
    await this.promised(() => {
      const seen = claimsOfVolume(this.need({ what: 'Pod', name }), volume)
      if (seen.join() !== claim) throw new GuaranteeBroken(`${name} does not mount claim ${claim}`, claim, seen)
    })
  },
)

Then('each claim was created before its Pod', async function (this: ConformanceWorld) {
  await this.promised(() => {
    const pods = this.changes('pods').filter(({ what }) => what === 'created')
    for (const { object } of pods)
      for (const claim of claimsOf(object)) {
        const seen = this.object(CLAIMS, claim)
        if (!seen) throw new GuaranteeBroken(`${object.metadata.name} was created without its claim ${claim}`)
        if (firstVersion(this.trace, seen) > BigInt(object.metadata.resourceVersion))
          throw new GuaranteeBroken(`claim ${claim} was created after ${object.metadata.name}`)
      }
    if (pods.length === 0) throw new GuaranteeBroken('no Pod was created')
  })
})

Then(
  'Pod(s) {names} find(s) what its/their predecessors wrote',
  async function (this: ConformanceWorld, names: string[]) {
    await this.settled()
    for (const name of names) {
      const { metadata } = this.need({ what: 'Pod', name })
      const written = predecessors(this.trace, name, metadata.uid).map((uid) => `${name} ${uid}`)
      if (written.length === 0) throw new HarnessError(`no Pod ${name} ran before: the scenario cannot prove anything`)
      const found = (await this.findings(name)).map(({ pod, uid }) => `${pod} ${uid}`)
      expectSame(`${name} does not find what its predecessors wrote`, written, found)
    }
  },
)
