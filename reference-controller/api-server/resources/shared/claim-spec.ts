import { compareQuantities } from '../../../quantity.ts'
import type { StatusCause } from '../definition.ts'
import { forbidden, invalid, notSupported, problems, required } from './field-errors.ts'
import { type StructuredSelector, validateSelector } from './labels.ts'
import { dnsSubdomainProblems } from './names.ts'
import { roundResources } from './pod-template/defaults.ts'
import type { Resources } from './pod-template/types.ts'

/** The spec of a PersistentVolumeClaim; claim templates have the same. */
export interface ClaimSpec {
  accessModes?: string[]
  resources?: Resources
  selector?: StructuredSelector
  storageClassName?: string
  volumeMode?: string
  volumeName?: string
  [more: string]: unknown
}

export function defaultClaimSpec(spec: ClaimSpec): void {
  spec.volumeMode ||= 'Filesystem'
  roundResources(spec.resources?.requests)
  roundResources(spec.resources?.limits)
}

/** Storage comes in whole bytes. */
export function claimWarnings({ resources = {} }: ClaimSpec, field: string): string[] {
  return (['requests', 'limits'] as const).flatMap((list) => {
    const amount = resources[list]?.['storage']
    if (!amount?.endsWith('m')) return []
    const at = `${field}.resources.${list}[storage]`
    return [`${at}: fractional byte value ${JSON.stringify(amount)} is invalid, must be an integer`]
  })
}

export const ACCESS_MODES = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod']
export const VOLUME_MODES = ['Block', 'Filesystem']

export function validateClaimSpec(spec: ClaimSpec, field: string): StatusCause[] {
  return [
    ...validateAccessModes(spec.accessModes ?? [], `${field}.accessModes`),
    ...validateSelector(spec.selector, `${field}.selector`),
    ...validateSource(spec['dataSource'] as Source | undefined, `${field}.dataSource`),
    ...validateSource(spec['dataSourceRef'] as Source | undefined, `${field}.dataSourceRef`),
    ...validateStorage(spec.resources?.requests?.['storage'], `${field}.resources[storage]`),
    ...(spec.storageClassName
      ? problems(`${field}.storageClassName`, spec.storageClassName, dnsSubdomainProblems(spec.storageClassName))
      : []),
    ...(spec.volumeMode && !VOLUME_MODES.includes(spec.volumeMode)
      ? [notSupported(`${field}.volumeMode`, spec.volumeMode, VOLUME_MODES)]
      : []),
  ]
}

function validateAccessModes(modes: string[], field: string): StatusCause[] {
  if (modes.length === 0) return [required(field, 'at least 1 access mode is required')]
  const found = modes
    .filter((mode) => !ACCESS_MODES.includes(mode))
    .map((mode) => notSupported(field, mode, ACCESS_MODES))
  const others = modes.some((mode) => mode !== 'ReadWriteOncePod' && ACCESS_MODES.includes(mode))
  if (!modes.includes('ReadWriteOncePod') || !others) return found
  return [...found, forbidden(field, 'may not use ReadWriteOncePod with other access modes')]
}

interface Source {
  apiGroup?: string
  kind?: string
  name?: string
}

/** The data source of a volume. */
function validateSource(source: Source | undefined, field: string): StatusCause[] {
  if (!source) return []
  const { apiGroup, kind = '', name } = source
  return [
    ...(name ? [] : [required(`${field}.name`)]),
    ...(kind ? [] : [required(`${field}.kind`)]),
    ...(apiGroup || kind === 'PersistentVolumeClaim'
      ? []
      : [invalid(field, kind, "must be 'PersistentVolumeClaim' when referencing the default apiGroup")]),
  ]
}

function validateStorage(amount: string | undefined, field: string): StatusCause[] {
  if (amount === undefined) return [required(field)]
  return compareQuantities(amount, '0') > 0 ? [] : [invalid(field, amount, 'must be greater than zero')]
}
