import type { StatusCause } from '../../definition.ts'
import { type ClaimSpec, validateClaimSpec } from '../claim-spec.ts'
import { forbidden, invalid, notSupported, required } from '../field-errors.ts'
import { compareQuantities } from '../quantity.ts'
import { validateFieldRef, validateResourceRef } from './environment.ts'
import { outsideProblems, relativePathProblems } from './paths.ts'
import type { FieldRef } from './types.ts'

type Source = Record<string, unknown>

interface Item {
  key?: string
  path?: string
  mode?: number
}

/** The rules of one volume's source, by its type; other types have none that are known here. */
export const sourceRules: Record<string, (source: never, field: string) => StatusCause[]> = {
  emptyDir: ({ sizeLimit }: { sizeLimit?: string }, field) =>
    sizeLimit !== undefined && compareQuantities(sizeLimit, '0') < 0
      ? [forbidden(`${field}.sizeLimit`, 'SizeLimit field must be a valid resource quantity')]
      : [],
  hostPath: validateHostPath,
  persistentVolumeClaim: (source: Source, field) => demanded(source, ['claimName'], field),
  secret: (source: Source, field) => [...demanded(source, ['secretName'], field), ...validateFiles(source, field)],
  configMap: (source: Source, field) => [...demanded(source, ['name'], field), ...validateFiles(source, field)],
  downwardAPI: (source: Source, field) => [
    ...validateMode(source['defaultMode'], `${field}.defaultMode`),
    ...validateDownward(source, field),
  ],
  projected: validateProjected,
  nfs: ({ server, path }: { server?: string; path?: string }, field) => [
    ...demanded({ server, path }, ['server', 'path'], field),
    ...(path && !path.startsWith('/') ? [invalid(`${field}.path`, path, 'must be an absolute path')] : []),
  ],
  ephemeral: ({ volumeClaimTemplate }: { volumeClaimTemplate?: { spec: ClaimSpec } }, field) =>
    volumeClaimTemplate
      ? validateClaimSpec(volumeClaimTemplate.spec, `${field}.volumeClaimTemplate.spec`)
      : [required(`${field}.volumeClaimTemplate`)],
  csi: (source: Source, field) => demanded(source, ['driver'], field),
  image: ({ pullPolicy }: { pullPolicy?: string }, field) =>
    chosen(pullPolicy, ['Always', 'IfNotPresent', 'Never'], `${field}.pullPolicy`),
  iscsi: (source: Source, field) => demanded(source, ['targetPortal', 'iqn'], field),
  gitRepo: (source: Source, field) => demanded(source, ['repository'], field),
}

const demanded = (source: Source, names: readonly string[], field: string) =>
  names.filter((name) => !source[name]).map((name) => required(`${field}.${name}`))

const chosen = (value: string | undefined, supported: readonly string[], field: string) =>
  value === undefined || supported.includes(value) ? [] : [notSupported(field, value, supported)]

const HOST_PATH_TYPES = [
  '',
  'BlockDevice',
  'CharDevice',
  'Directory',
  'DirectoryOrCreate',
  'File',
  'FileOrCreate',
  'Socket',
]

function validateHostPath({ path, type }: { path?: string; type?: string }, field: string): StatusCause[] {
  if (!path) return [required(`${field}.path`)]
  return [...outsideProblems(path, `${field}.path`), ...chosen(type, HOST_PATH_TYPES, `${field}.type`)]
}

const MODES = 'must be a number between 0 and 0777 (octal), both inclusive'

function validateMode(mode: unknown, field: string): StatusCause[] {
  return typeof mode === 'number' && (mode < 0 || mode > 0o777) ? [invalid(field, mode, MODES)] : []
}

function validateFiles(source: Source, field: string): StatusCause[] {
  return [...validateMode(source['defaultMode'], `${field}.defaultMode`), ...validateItems(source, field)]
}

function validateItems(source: Source, field: string): StatusCause[] {
  return ((source['items'] ?? []) as Item[]).flatMap(({ key, path, mode }, index) => {
    const at = `${field}.items[${index}]`
    return [
      ...(key ? [] : [required(`${at}.key`)]),
      ...(path ? relativePathProblems(path, `${at}.path`) : [required(`${at}.path`)]),
      ...validateMode(mode, `${at}.mode`),
    ]
  })
}

const VOLUME_FIELDS = ['metadata.annotations', 'metadata.labels', 'metadata.name', 'metadata.namespace', 'metadata.uid']

/** kube-apiserver does not say which item it means. */
function validateDownward(source: Source, field: string): StatusCause[] {
  const items = (source['items'] ?? []) as (Item & { fieldRef?: FieldRef; resourceFieldRef?: Source })[]
  return items.flatMap(({ path, mode, fieldRef, resourceFieldRef }) => [
    ...(path ? relativePathProblems(path, `${field}.path`) : [required(`${field}.path`)]),
    ...(fieldRef ? validateFieldRef(fieldRef, VOLUME_FIELDS, `${field}.fieldRef`) : []),
    ...(resourceFieldRef ? validateResourceRef(resourceFieldRef, true, `${field}.resourceFieldRef`) : []),
    ...(fieldRef || resourceFieldRef ? [] : [required(field, 'one of fieldRef and resourceFieldRef is required')]),
    ...validateMode(mode, `${field}.mode`),
  ])
}

const PROJECTED = ['secret', 'configMap', 'downwardAPI', 'serviceAccountToken', 'clusterTrustBundle'] as const
const SHORTEST_TOKEN = 600

function validateProjected(source: Source, field: string): StatusCause[] {
  const found = ((source['sources'] ?? []) as Record<string, Source | undefined>[]).flatMap((one, index) => {
    const at = `${field}.sources[${index}]`
    const kinds = PROJECTED.filter((kind) => one[kind])
    return [
      ...kinds.flatMap((kind) => validateProjectedSource(kind, one[kind]!, { field, at })),
      ...(kinds.length > 1 ? [forbidden(at, 'may not specify more than 1 volume type per source')] : []),
    ]
  })
  return [...validateMode(source['defaultMode'], `${field}.defaultMode`), ...found]
}

function validateProjectedSource(
  kind: (typeof PROJECTED)[number],
  source: Source,
  { field, at }: { field: string; at: string },
): StatusCause[] {
  if (kind === 'downwardAPI') return validateDownward(source, `${at}.downwardAPI`)
  if (kind === 'serviceAccountToken') {
    const seconds = source['expirationSeconds'] as number
    const short = seconds < SHORTEST_TOKEN
    return [
      ...(short
        ? [
            invalid(
              `${at}.serviceAccountToken.expirationSeconds`,
              seconds,
              'may not specify a duration less than 10 minutes',
            ),
          ]
        : []),
      ...(source['path'] ? [] : [required(`${field}.path`)]),
    ]
  }
  if (kind === 'clusterTrustBundle') return []
  return [...demanded(source, ['name'], `${at}.${kind}`), ...validateItems(source, `${at}.${kind}`)]
}
