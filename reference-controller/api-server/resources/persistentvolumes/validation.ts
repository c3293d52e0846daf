import type { KubeObject, StatusCause } from '../definition.ts'
import { objectType } from '../schema/table.ts'
import { ACCESS_MODES, VOLUME_MODES } from '../shared/claim-spec.ts'
import { same } from '../shared/equality.ts'
import { forbidden, invalid, notSupported, oneOf, problems, quantityProblem, required } from '../shared/field-errors.ts'
import { dnsSubdomainProblems } from '../shared/names.ts'
import { validateNodeTerm } from '../shared/pod-template/affinity.ts'
import { outsideProblems } from '../shared/pod-template/paths.ts'
import { sourceRules } from '../shared/pod-template/volume-sources.ts'
import { compareQuantities } from '../shared/quantity.ts'

export interface Volume extends KubeObject {
  spec: VolumeSpec
  status?: { phase?: string; lastPhaseTransitionTime?: string; [more: string]: unknown }
}

interface VolumeSpec {
  capacity?: Record<string, string>
  accessModes?: string[]
  persistentVolumeReclaimPolicy?: string
  volumeMode?: string
  storageClassName?: string
  nodeAffinity?: NodeAffinity
  [more: string]: unknown
}

export function validateVolume({ spec }: Volume): StatusCause[] {
  const { accessModes = [], capacity, volumeMode } = spec
  return [
    ...(accessModes.length > 0 ? [] : [required('spec.accessModes')]),
    ...accessModes
      .filter((mode) => !ACCESS_MODES.includes(mode))
      .map((mode) => notSupported('spec.accessModes', mode, ACCESS_MODES)),
    ...(accessModes.length > 1 && accessModes.includes('ReadWriteOncePod')
      ? [forbidden('spec.accessModes', 'may not use ReadWriteOncePod with other access modes')]
      : []),
    ...validateCapacity(capacity),
    ...oneOf('spec.persistentVolumeReclaimPolicy', spec.persistentVolumeReclaimPolicy, ['Delete', 'Recycle', 'Retain']),
    ...validateAffinity(spec),
    ...validateSource(spec),
    ...(spec.storageClassName
      ? problems('spec.storageClassName', spec.storageClassName, dnsSubdomainProblems(spec.storageClassName))
      : []),
    ...(volumeMode && !VOLUME_MODES.includes(volumeMode)
      ? [notSupported('spec.volumeMode', volumeMode, VOLUME_MODES)]
      : []),
  ]
}

interface NodeAffinity {
  required?: { nodeSelectorTerms?: Parameters<typeof validateNodeTerm>[0][] | null }
}

/** From which nodes the volume can be reached; those on a node's own disk must say it. */
function validateAffinity({ nodeAffinity, ...spec }: VolumeSpec): StatusCause[] {
  const field = 'spec.nodeAffinity'
  if (!nodeAffinity) return spec['local'] ? [required(field, 'Local volume requires node affinity')] : []
  if (!nodeAffinity.required) return [required(`${field}.required`, 'must specify required node constraints')]
  const at = `${field}.required.nodeSelectorTerms`
  const terms = nodeAffinity.required.nodeSelectorTerms ?? []
  if (terms.length === 0) return [required(at, 'must have at least one node selector term')]
  return terms.flatMap((term, index) => validateNodeTerm(term, `${at}[${index}]`))
}

function validateSource(spec: VolumeSpec): StatusCause[] {
  const [first, ...more] = Object.keys(source(spec))
  if (!first) return [required('spec', 'must specify a volume type')]
  const { path } = (spec['hostPath'] ?? {}) as { path?: string }
  const recycled = path === '/' && spec.persistentVolumeReclaimPolicy === 'Recycle'
  const never = "may not be 'recycle' for a hostPath mount of '/'"
  return [
    ...sourceProblems(first, spec[first], `spec.${first}`),
    ...more.map((kind) => forbidden(`spec.${kind}`, 'may not specify more than 1 volume type')),
    ...(recycled ? [forbidden('spec.persistentVolumeReclaimPolicy', never)] : []),
  ]
}

/** Those that only volumes have, and those that Pods have too. */
function sourceProblems(kind: string, value: unknown, field: string): StatusCause[] {
  const { driver, volumeHandle, path } = value as { driver?: string; volumeHandle?: string; path?: string }
  if (kind === 'local') return path ? outsideProblems(path, `${field}.path`) : [required(`${field}.path`)]
  if (kind !== 'csi') return sourceRules[kind]?.(value as never, field) ?? []
  return [
    ...(driver ? [] : [required(`${field}.driver`)]),
    ...(volumeHandle ? [] : [required(`${field}.volumeHandle`)]),
  ]
}

export function validateVolumeUpdate(volume: Volume, old: Volume): StatusCause[] {
  const found = validateVolume(volume)
  if (!same(source(volume.spec), source(old.spec))) {
    found.push(forbidden('spec.persistentvolumesource', 'spec.persistentvolumesource is immutable after creation\n'))
  }
  const { nodeAffinity = null } = volume.spec
  if (old.spec.nodeAffinity && !same(nodeAffinity, old.spec.nodeAffinity)) {
    const detail = 'field is immutable, except for updating from beta label to GA'
    found.push(invalid('nodeAffinity', nodeAffinity, detail))
  }
  if (volume.spec.volumeMode === old.spec.volumeMode) return found
  return [...found, invalid('volumeMode', volume.spec.volumeMode, 'field is immutable')]
}

function validateCapacity(capacity: Record<string, string> | undefined): StatusCause[] {
  const field = 'spec.capacity'
  const found = capacity ? [] : [required(field)]
  if (!capacity?.['storage'] || Object.keys(capacity).length > 1) {
    found.push(notSupported(field, capacity, ['storage']))
  }
  const empty = Object.entries(capacity ?? {}).filter(([, amount]) => compareQuantities(amount, '0') <= 0)
  const negative = Object.entries(capacity ?? {}).filter(([, amount]) => compareQuantities(amount, '0') < 0)
  found.push(...negative.map(([name, amount]) => quantityProblem(`${field}[${name}]`, amount)))
  return [...found, ...empty.map(([name, amount]) => invalid(`${field}[${name}]`, amount, 'must be greater than zero'))]
}

/** The one part of the spec that says where the data is: fields that are objects named …Source in the schema. */
function source(spec: VolumeSpec): Record<string, unknown> {
  const fields = objectType('core.v1.PersistentVolumeSpec')!.fields
  return Object.fromEntries(Object.entries(spec).filter(([name]) => fields[name]?.type.endsWith('Source')))
}
