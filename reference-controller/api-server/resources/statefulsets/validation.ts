import type { Features } from '../../../feature-gates.ts'
import type { StatusCause } from '../definition.ts'
import { validateClaimSpec } from '../shared/claim-spec.ts'
import { same } from '../shared/equality.ts'
import { forbidden, invalid, nonNegative, notSupported, problems, required } from '../shared/field-errors.ts'
import { selects, validateAnnotations, validateLabels, validateSelector } from '../shared/labels.ts'
import { dnsLabelProblems } from '../shared/names.ts'
import { type PodTemplate, validatePodTemplate } from '../shared/pod-template/validation.ts'
import type { StatefulSet, StatefulSetSpec } from './types.ts'
import { validateUpdateStrategy } from './update-strategy.ts'

export function validateStatefulSet({ spec }: StatefulSet, features: Features): StatusCause[] {
  return validateSpec(spec, { template: true, creation: true, features })
}

// The template and the other fields that may change, as the API server's refusal lists them.
const CHANGEABLE = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
]

export function validateStatefulSetUpdate(
  { spec }: StatefulSet,
  { spec: old }: StatefulSet,
  features: Features,
): StatusCause[] {
  // A set that was stored before a rule was made can still be changed.
  const wasValid = validateSpec(old, { template: true, creation: false, features }).length === 0
  const found = validateSpec(spec, { template: wasValid, creation: false, features })
  const fixed = (from: StatefulSetSpec) => Object.entries(from).filter(([field]) => !CHANGEABLE.includes(field))
  if (same(Object.fromEntries(fixed(spec)), Object.fromEntries(fixed(old)))) return found
  const listed = `${CHANGEABLE.slice(0, -1)
    .map((field) => `'${field}'`)
    .join(', ')} and '${CHANGEABLE.at(-1)}'`
  return [...found, forbidden('spec', `updates to statefulset spec for fields other than ${listed} are forbidden`)]
}

interface Scope {
  /** True to validate the whole Pod template. */
  template: boolean
  /** True to validate the fields that cannot change later. */
  creation: boolean
  features: Features
}

function validateSpec(spec: StatefulSetSpec, scope: Scope): StatusCause[] {
  const { volumeClaimTemplates = [], serviceName, template } = spec
  return [
    ...validatePodManagement(spec.podManagementPolicy),
    ...validateUpdateStrategy(spec.updateStrategy, scope.features),
    ...validateRetention(spec.persistentVolumeClaimRetentionPolicy ?? {}),
    ...(scope.creation
      ? volumeClaimTemplates.flatMap((claim, index) =>
          validateClaimSpec(claim.spec, `spec.volumeClaimTemplates[${index}].spec`),
        )
      : []),
    ...nonNegative('spec.replicas', spec.replicas),
    ...nonNegative('spec.minReadySeconds', spec.minReadySeconds),
    ...nonNegative('spec.ordinals.start', spec.ordinals?.start),
    ...(scope.creation && serviceName ? problems('spec.serviceName', serviceName, dnsLabelProblems(serviceName)) : []),
    ...validateOwnSelector(spec),
    ...validateTemplate(spec, scope.template),
    ...validateRestartPolicy(template.spec.restartPolicy),
    ...(template.spec.activeDeadlineSeconds === undefined
      ? []
      : [
          forbidden(
            'spec.template.spec.activeDeadlineSeconds',
            'activeDeadlineSeconds in StatefulSet is not Supported',
          ),
        ]),
  ]
}

function validatePodManagement(policy: string | undefined): StatusCause[] {
  if (policy === 'OrderedReady' || policy === 'Parallel') return []
  return [invalid('spec.podManagementPolicy', policy, "must be 'OrderedReady' or 'Parallel'")]
}

function validateRetention(policy: Record<string, string | undefined>): StatusCause[] {
  const field = 'spec.persistentVolumeClaimRetentionPolicy'
  const supported = ['Retain', 'Delete']
  return ['whenDeleted', 'whenScaled']
    .filter((when) => !supported.includes(policy[when] ?? ''))
    .map((when) => notSupported(`${field}.${when}`, policy[when], supported))
}

function validateOwnSelector({ selector }: StatefulSetSpec): StatusCause[] {
  if (!selector) return [required('spec.selector')]
  const found = validateSelector(selector, 'spec.selector')
  const terms = Object.keys(selector.matchLabels ?? {}).length + (selector.matchExpressions ?? []).length
  return terms > 0 ? found : [...found, invalid('spec.selector', selector, 'empty selector is invalid for statefulset')]
}

function validateTemplate(spec: StatefulSetSpec, whole: boolean): StatusCause[] {
  const field = 'spec.template'
  const { labels, annotations } = spec.template.metadata ?? {}
  // A selector that cannot be evaluated is reported once more, and nothing is compared with it.
  if (validateSelector(spec.selector, '').length > 0) return [invalid('spec.selector', spec.selector, '')]
  return [
    ...(isEmpty(spec) || selects(spec.selector, labels)
      ? []
      : [invalid(`${field}.metadata.labels`, labels, '`selector` does not match template `labels`')]),
    ...(whole ? validatePodTemplate(asRun(spec), field) : []),
    ...validateLabels(labels, `${field}.labels`),
    ...validateAnnotations(annotations, `${field}.annotations`),
  ]
}

function isEmpty({ selector }: StatefulSetSpec): boolean {
  return Boolean(selector) && Object.keys(selector ?? {}).length === 0
}

/** The template as the controller will use it: it sets hostname and subdomain, and adds a volume per claim template. */
function asRun({ template, volumeClaimTemplates = [] }: StatefulSetSpec): PodTemplate {
  const { hostname: _, subdomain: __, ...spec } = template.spec
  const names = [...new Set(volumeClaimTemplates.map((claim) => claim.metadata.name ?? ''))]
  const claims = names.map((name) => ({ name, persistentVolumeClaim: { claimName: name } }))
  const others = (spec.volumes ?? []).filter((volume) => !names.includes(volume.name))
  return { ...template, spec: { ...spec, volumes: [...claims, ...others] } as PodTemplate['spec'] }
}

function validateRestartPolicy(policy: string | undefined): StatusCause[] {
  return policy === 'Always' ? [] : [notSupported('spec.template.spec.restartPolicy', policy, ['Always'])]
}

const COUNTERS = ['readyReplicas', 'currentReplicas', 'updatedReplicas', 'availableReplicas'] as const

export function validateStatefulSetStatus(
  { status = {} }: StatefulSet,
  { status: old = {} }: StatefulSet,
): StatusCause[] {
  const { replicas = 0, readyReplicas = 0, availableReplicas = 0, collisionCount = 0 } = status
  const numbers = ['replicas', ...COUNTERS, 'observedGeneration', 'collisionCount'] as const
  const found = [
    ...numbers.flatMap((name) => nonNegative(`status.${name}`, status[name])),
    ...COUNTERS.filter((name) => (status[name] ?? 0) > replicas).map((name) =>
      invalid(`status.${name}`, status[name] ?? 0, 'cannot be greater than status.replicas'),
    ),
  ]
  if (availableReplicas > readyReplicas) {
    found.push(invalid('status.availableReplicas', availableReplicas, 'cannot be greater than status.readyReplicas'))
  }
  if (old.collisionCount !== undefined && collisionCount < old.collisionCount) {
    found.push(invalid('status.collisionCount', collisionCount, 'cannot be decremented'))
  }
  return found
}
