import { type KubeObject, resources } from '../client/index.ts'
import { type Answer, lack, type Question } from './answer.ts'

const IS_DEFAULT = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class']

/** Among several default classes the newest is used; among equally old ones the first by name. */
function defaultOf(classes: readonly KubeObject[]): KubeObject | undefined {
  const age = ({ metadata }: KubeObject) => metadata.creationTimestamp ?? ''
  return classes
    .filter(({ metadata }) => IS_DEFAULT.some((name) => metadata.annotations?.[name] === 'true'))
    .toSorted((a, b) => age(b).localeCompare(age(a)) || a.metadata.name.localeCompare(b.metadata.name))[0]
}

export const storage: Question = {
  what: 'default StorageClass',
  decides: ['default-class'],
  async ask({ api }) {
    const { items } = await api.list<KubeObject>(resources.storageClasses)
    const standard = defaultOf(items)
    if (!standard) {
      const others = items.map(({ metadata }) => metadata.name).join(', ') || 'none at all'
      const remedy = `annotate a StorageClass with ${IS_DEFAULT[0]}: "true" (there is ${others})`
      return lack('default-class', 'there is no default StorageClass: claims without a class stay unbound', remedy)
    }
    const { name } = standard.metadata
    const binding = (standard['volumeBindingMode'] as 'Immediate' | 'WaitForFirstConsumer' | undefined) ?? 'Immediate'
    const provisioner = String(standard['provisioner'])
    if (provisioner === 'kubernetes.io/no-provisioner')
      return lack(
        'default-class',
        `the default StorageClass ${name} provisions nothing: claims of it stay unbound`,
        'make a StorageClass the default that provisions volumes',
      )
    const found = `${name} (${provisioner}, ${binding})`
    const answer: Answer = { found, capabilities: ['default-class'], volumeBinding: binding }
    if (standard['reclaimPolicy'] !== 'Retain') return answer
    const text = `volumes of the default StorageClass ${name} are retained: they stay when the suite’s claims are gone`
    const remedy = 'delete them afterwards, or make a class with reclaimPolicy Delete the default'
    return { ...answer, findings: [{ severity: 'warning', text, remedy }] }
  },
}
