import type { StatusCause } from '../../definition.ts'
import { invalid, notSupported, problems, required } from '../field-errors.ts'
import { configKeyProblems, dnsSubdomainProblems, environmentNameProblems, labelKeyProblems } from '../names.ts'
import { compareQuantities } from '../quantity.ts'
import type { Container, FieldRef } from './types.ts'

type Source = Record<string, unknown>

/** The environment of a container: single variables, then whole objects as variables. */
export function validateEnvironment({ env = [], envFrom = [] }: Container, field: string): StatusCause[] {
  return [
    ...env.flatMap((variable, index) => {
      const at = `${field}.env[${index}]`
      const { name, value = '', valueFrom } = variable
      return [
        ...(name ? problems(`${at}.name`, name, environmentNameProblems(name)) : [required(`${at}.name`)]),
        ...(valueFrom ? validateSources(value, valueFrom, `${at}.valueFrom`) : []),
      ]
    }),
    ...envFrom.flatMap((source, index) => validateWhole(source, `${field}.envFrom`, index)),
  ]
}

const SOURCES = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'] as const
const ENVIRONMENT_FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
]

function validateSources(value: string, from: Source, field: string): StatusCause[] {
  const given = SOURCES.filter((name) => from[name])
  const found = given.flatMap((name) => {
    const at = `${field}.${name}`
    const source = from[name] as Source
    if (name === 'fieldRef') return validateFieldRef(source as unknown as FieldRef, ENVIRONMENT_FIELDS, at)
    if (name === 'resourceFieldRef') return validateResourceRef(source, false, at)
    return name === 'fileKeyRef' ? [] : validateKeyRef(source, at)
  })
  if (given.length === 0) {
    return [
      invalid(
        field,
        '',
        'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`',
      ),
    ]
  }
  if (value !== '') return [...found, invalid(field, '', 'may not be specified when `value` is not empty')]
  if (given.length > 1) return [...found, invalid(field, '', 'may not have more than one field specified at a time')]
  return found
}

function validateKeyRef({ name = '', key = '' }: Source, field: string): StatusCause[] {
  return [
    ...problems(`${field}.name`, name, dnsSubdomainProblems(String(name))),
    ...(key ? problems(`${field}.key`, key, configKeyProblems(String(key))) : [required(`${field}.key`)]),
  ]
}

function validateWhole(source: Source, field: string, index: number): StatusCause[] {
  const at = `${field}[${index}]`
  const given = ['configMapRef', 'secretRef'].filter((name) => source[name])
  const prefix = source['prefix'] as string | undefined
  const found = [
    ...(prefix ? problems(`${at}.prefix`, prefix, environmentNameProblems(prefix)) : []),
    ...given.flatMap((kind) => {
      const name = (source[kind] as { name?: string }).name
      return name ? problems(`${at}.${kind}.name`, name, dnsSubdomainProblems(name)) : [required(`${at}.${kind}.name`)]
    }),
  ]
  // Of these two, kube-apiserver names the list.
  if (given.length === 0) return [...found, invalid(field, '', 'must specify one of: `configMapRef` or `secretRef`')]
  return given.length > 1
    ? [...found, invalid(field, '', 'may not have more than one field specified at a time')]
    : found
}

const KNOWN_FIELDS = [
  ...ENVIRONMENT_FIELDS,
  'metadata.annotations',
  'metadata.labels',
  'spec.restartPolicy',
  'spec.schedulerName',
  'spec.host',
  'status.phase',
]

/** A field of the Pod; of maps, one entry by its key. */
export function validateFieldRef(ref: FieldRef, supported: readonly string[], field: string): StatusCause[] {
  const { apiVersion, fieldPath = '' } = ref
  if (!apiVersion) return [required(`${field}.apiVersion`)]
  if (!fieldPath) return [required(`${field}.fieldPath`)]
  const [, map, key] = /^([^[]+)\['(.*)'\]$/.exec(fieldPath) ?? []
  if (map === 'metadata.labels') return problems(field, key, labelKeyProblems(key ?? ''))
  if (map === 'metadata.annotations') return problems(field, key, labelKeyProblems((key ?? '').toLowerCase()))
  const at = `${field}.fieldPath`
  if (map) return [invalid(at, map, 'does not support subscript')]
  if (apiVersion !== 'v1')
    return [invalid(at, fieldPath, `error converting fieldPath: unsupported pod version: ${apiVersion}`)]
  if (!KNOWN_FIELDS.includes(fieldPath)) {
    return [invalid(at, fieldPath, `error converting fieldPath: field label not supported: ${fieldPath}`)]
  }
  return supported.includes(fieldPath) ? [] : [notSupported(at, fieldPath, supported)]
}

const CONTAINER_RESOURCES = ['limits', 'requests'].flatMap((list) =>
  ['cpu', 'ephemeral-storage', 'memory'].map((name) => `${list}.${name}`),
)
const BYTES = ['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei']
const DIVISORS: Record<string, [string, string[]]> = {
  cpu: ['cpu', ['1m', '1']],
  memory: ['memory', BYTES],
  'ephemeral-storage': ['local ephemeral storage', BYTES],
}

/** A resource of a container; volumes must say of which. */
export function validateResourceRef(ref: Source, ofVolume: boolean, field: string): StatusCause[] {
  const { resource = '', containerName, divisor = '0' } = ref as Record<string, string>
  if (ofVolume && !containerName) return [required(`${field}.containerName`)]
  if (!resource) return [required(`${field}.resource`)]
  if (!CONTAINER_RESOURCES.includes(resource) && !/^(limits|requests)\.hugepages-/.test(resource)) {
    return [notSupported(`${field}.resource`, resource, CONTAINER_RESOURCES)]
  }
  const [named, allowed] = DIVISORS[resource.replace(/^\w+\./, '')] ?? ['', []]
  if (!named || compareQuantities(divisor, '0') === 0) return []
  if (allowed.some((one) => compareQuantities(one, divisor) === 0)) return []
  const detail = `only divisor's values ${allowed.slice(0, -1).join(', ')}${allowed.length > 2 ? ',' : ' and'} ${allowed.at(-1)} are supported with the ${named} resource`
  return [invalid(`${field}.divisor`, resource, detail)]
}
