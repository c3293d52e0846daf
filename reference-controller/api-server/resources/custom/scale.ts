import type { CustomScale, KubeObject, StatusCause } from '../definition.ts'
import { goFormat } from '../patch/go-format.ts'
import { invalid } from '../shared/field-errors.ts'
import { isObject, type Json } from './json-schema.ts'

/** The paths of the subresource `scale` in a definition: names joined by dots, and nothing more than that. */
export interface ScalePaths {
  specReplicasPath: string
  statusReplicasPath: string
  labelSelectorPath?: string
}

export function customScale(paths: ScalePaths): CustomScale {
  const { specReplicasPath, statusReplicasPath, labelSelectorPath } = paths
  const numberAt = (object: KubeObject, path: string) => {
    const { value } = lookUp(object, path)
    return typeof value === 'number' ? value : undefined
  }
  return {
    replicasPath: namesOf(specReplicasPath),
    replicas: (object) => numberAt(object, specReplicasPath),
    statusReplicas: (object) => numberAt(object, statusReplicasPath) ?? 0,
    selector(object) {
      const { value } = labelSelectorPath ? lookUp(object, labelSelectorPath) : {}
      return typeof value === 'string' ? value : ''
    },
    setReplicas: (object, replicas) => put(object, namesOf(specReplicasPath), replicas),
  }
}

export function validateScaleSpec(object: KubeObject, paths: ScalePaths | undefined): StatusCause[] {
  return paths ? validateCount(object, paths.specReplicasPath) : []
}

export function validateScaleStatus(object: KubeObject, paths: ScalePaths | undefined): StatusCause[] {
  if (!paths) return []
  const { statusReplicasPath, labelSelectorPath } = paths
  return [
    ...validateCount(object, statusReplicasPath),
    ...(labelSelectorPath ? validateFound(object, labelSelectorPath, 'string').causes : []),
  ]
}

const MAX = 2 ** 31 - 1

function validateCount(object: KubeObject, path: string): StatusCause[] {
  const { causes, value } = validateFound(object, path, 'int64')
  if (causes.length > 0 || typeof value !== 'number') return causes
  if (value < 0) return [invalid(path, value, 'should be a non-negative integer')]
  return value > MAX ? [invalid(path, value, `should be less than or equal to ${MAX}`)] : []
}

function validateFound(object: KubeObject, path: string, type: 'int64' | 'string') {
  const { value, problem } = lookUp(object, path)
  const wrong = problem ?? (value === undefined || goType(value) === type ? undefined : misfit(path, value, type))
  return { value, causes: wrong ? [invalid(path, type === 'string' ? '' : 0, wrong)] : [] }
}

function misfit(path: string, value: unknown, expected: string): string {
  return `.${namesOf(path).join('.')} accessor error: ${goFormat(value)} is of the type ${goType(value)}, expected ${expected}`
}

function goType(value: unknown): string {
  if (value === null) return '<nil>'
  if (Array.isArray(value)) return '[]interface {}'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64'
  if (typeof value === 'boolean') return 'bool'
  return typeof value === 'string' ? 'string' : 'map[string]interface {}'
}

const namesOf = (path: string) => path.replace(/^\./, '').split('.')

function lookUp(object: unknown, path: string): { value?: unknown; problem?: string } {
  let value = object
  for (const [index, name] of namesOf(path).entries()) {
    if (value === null) return {}
    if (!isObject(value)) {
      const upTo = `.${namesOf(path)
        .slice(0, index + 1)
        .join('.')}`
      return { problem: misfit(upTo, value, 'map[string]interface{}') }
    }
    if (!Object.hasOwn(value, name)) return {}
    value = value[name]
  }
  return { value }
}

function put(object: Json, [name = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    object[name] = value
    return
  }
  const inner = isObject(object[name]) ? { ...object[name] } : {}
  object[name] = inner
  put(inner, rest, value)
}
