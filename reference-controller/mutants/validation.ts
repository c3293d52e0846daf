import type { KubeObject, StatusCause, Strategy } from '../api-server/resources/definition.ts'
import type { Mutant } from './mutant.ts'

/** API servers that accept what they should refuse, refuse what they should accept, or fill in something else. */

type Spec = Record<string, unknown>

/** An API server that treats StatefulSets otherwise. */
const serving = (change: (strategy: Strategy) => Partial<Strategy>): Mutant['rules'] => ({
  adaptStrategy: (plural, strategy) => (plural === 'statefulsets' ? { ...strategy, ...change(strategy) } : strategy),
})

/** Does not refuse for these causes. */
const accepting = (isIgnored: (cause: StatusCause) => boolean): Mutant['rules'] => {
  const others = (causes: StatusCause[]) => causes.filter((cause) => !isIgnored(cause))
  return serving(({ validateCreate, validateUpdate }) => ({
    validateCreate: (object) => others(validateCreate(object)),
    validateUpdate: (object, old) => others(validateUpdate(object, old)),
  }))
}

/** Changes a spec before the defaults are filled in; a frozen one is stored already. */
const preset = (change: (spec: Spec) => void): Mutant['rules'] =>
  serving(({ applyDefaults }) => ({
    applyDefaults(object) {
      if (!Object.isFrozen(object['spec'])) change(object['spec'] as Spec)
      applyDefaults(object)
    },
  }))

const specOf = (object: KubeObject): Spec => object['spec'] as Spec

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

const noneByDefault: Mutant = {
  name: 'none-by-default',
  sentence: 'Has no replicas by default.',
  guarantee: 'SS-VAL-001',
  rules: preset((spec) => {
    spec['replicas'] ??= 0
  }),
}

const selectorDefaulted: Mutant = {
  name: 'selector-defaulted',
  sentence: 'Takes the labels of the template for a selector that is absent, as apps/v1beta1 did.',
  guarantee: 'SS-VAL-002',
  rules: preset((spec) => {
    const { metadata } = spec['template'] as { metadata?: { labels?: object } }
    spec['selector'] ??= { matchLabels: { ...metadata?.labels } }
  }),
}

const ordinalsFixed: Mutant = {
  name: 'ordinals-fixed',
  sentence: 'Refuses a change of the first ordinal.',
  guarantee: 'SS-VAL-003',
  rules: serving(({ validateUpdate }) => ({
    validateUpdate(object, old) {
      const isFixed = !isSame(specOf(object)['ordinals'], specOf(old)['ordinals'])
      const cause = { reason: 'FieldValueForbidden', field: 'spec', message: 'Forbidden: ordinals are fixed' }
      return [...validateUpdate(object, old), ...(isFixed ? [cause] : [])]
    },
  })),
}

const claimTemplatesGrow: Mutant = {
  name: 'claim-templates-grow',
  sentence: 'Accepts a change of the claim templates.',
  guarantee: 'SS-VAL-004',
  rules: serving(({ validateUpdate }) => ({
    validateUpdate(object, old) {
      const { volumeClaimTemplates } = specOf(object)
      return validateUpdate(object, { ...old, spec: { ...specOf(old), volumeClaimTemplates } })
    },
  })),
}

const negativePartition: Mutant = {
  name: 'negative-partition',
  sentence: 'Accepts a negative partition.',
  guarantee: 'SS-VAL-005',
  rules: accepting(({ field }) => field.endsWith('.partition')),
}

const unknownIsDefault: Mutant = {
  name: 'unknown-is-default',
  sentence: 'Takes an unknown podManagementPolicy for the default.',
  guarantee: 'SS-VAL-006',
  rules: preset((spec) => {
    if (spec['podManagementPolicy'] !== 'Parallel') spec['podManagementPolicy'] = 'OrderedReady'
  }),
}

const blockDropped: Mutant = {
  name: 'block-dropped',
  sentence: 'Drops the block rollingUpdate beside OnDelete.',
  guarantee: 'SS-VAL-007',
  rules: preset((spec) => {
    const strategy = spec['updateStrategy'] as Spec | undefined
    if (strategy?.['type'] === 'OnDelete') delete strategy['rollingUpdate']
  }),
}

const dottedNames: Mutant = {
  name: 'dotted-names',
  sentence: 'Accepts a set whose name is no DNS label.',
  guarantee: 'SS-VAL-008',
  rules: accepting(({ field }) => field === 'metadata.name'),
}

const deadlineAccepted: Mutant = {
  name: 'deadline-accepted',
  sentence: 'Accepts a template with activeDeadlineSeconds.',
  guarantee: 'SS-VAL-010',
  rules: accepting(({ field }) => field.endsWith('.activeDeadlineSeconds')),
}

const containersUnchecked: Mutant = {
  name: 'containers-unchecked',
  sentence: 'Leaves it to the creation of the Pods to find out that their containers are invalid.',
  guarantee: 'SS-VAL-011',
  rules: accepting(({ field }) => field.startsWith('spec.template.spec.containers')),
}

const everyWriteCounts: Mutant = {
  name: 'every-write-counts',
  sentence: 'Raises the generation with each write to the set, whatever it changes.',
  guarantee: 'SS-VAL-012',
  rules: serving(({ prepareForUpdate }) => ({
    prepareForUpdate(object, old) {
      prepareForUpdate(object, old)
      object.metadata.generation = (old.metadata.generation ?? 0) + 1
    },
  })),
}

const statusTaken: Mutant = {
  name: 'status-taken',
  sentence: 'Takes over a status that is written to the set.',
  guarantee: 'SS-VAL-013',
  rules: serving(({ prepareForUpdate }) => ({
    prepareForUpdate(object, old) {
      const { status } = object
      prepareForUpdate(object, old)
      if (status !== undefined) object['status'] = status
    },
  })),
}

const statusUnchecked: Mutant = {
  name: 'status-unchecked',
  sentence: 'Accepts every status.',
  guarantee: 'SS-VAL-014',
  rules: serving(() => ({ validateStatusUpdate: () => [] })),
}

interface Mounting {
  template: { spec: { containers: { volumeMounts?: { name: string }[] }[] } }
  volumeClaimTemplates?: { metadata: { name: string } }[]
}

const unmountedRefused: Mutant = {
  name: 'unmounted-refused',
  sentence: 'Refuses a set with a claim template that no container mounts.',
  guarantee: 'SS-VAL-015',
  rules: serving(({ validateCreate }) => ({
    validateCreate(object) {
      const { template, volumeClaimTemplates = [] } = object['spec'] as Mounting
      const mounted = template.spec.containers.flatMap(({ volumeMounts = [] }) => volumeMounts.map(({ name }) => name))
      const isUnmounted = volumeClaimTemplates.some(({ metadata }) => !mounted.includes(metadata.name))
      const cause = { reason: 'FieldValueInvalid', field: 'spec.volumeClaimTemplates', message: 'it is not mounted' }
      return [...validateCreate(object), ...(isUnmounted ? [cause] : [])]
    },
  })),
}

export const validationMutants: readonly Mutant[] = [
  noneByDefault,
  selectorDefaulted,
  ordinalsFixed,
  claimTemplatesGrow,
  negativePartition,
  unknownIsDefault,
  blockDropped,
  dottedNames,
  deadlineAccepted,
  containersUnchecked,
  everyWriteCounts,
  statusTaken,
  statusUnchecked,
  unmountedRefused,
]
