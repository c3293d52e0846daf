import type { CustomScale, KubeObject, StatusCause } from '../../resources/definition.ts'
import { isObject, type Json } from '../../resources/schema/json-schema.ts'
import { invalid } from '../../resources/shared/field-errors.ts'
import type { ScalePaths } from '../crd/types.ts'

export function customScale(paths: ScalePaths): CustomScale {
  const { specReplicasPath, statusReplicasPath, labelSelectorPath } = paths
  const numberAt = (object: KubeObject, path: string) => {
    const value = lookUp(object, path)
    return typeof value === 'number' ? value : undefined
  }
  return {
    replicasPath: namesOf(specReplicasPath),
    replicas: (object) => numberAt(object, specReplicasPath),
    statusReplicas: (object) => numberAt(object, statusReplicasPath) ?? 0,
    selector(object) {
      const value = labelSelectorPath ? lookUp(object, labelSelectorPath) : undefined
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
  const { causes, value } = validateFound(object, path, 'integer')
  if (causes.length > 0 || typeof value !== 'number') return causes
  if (value < 0) return [invalid(path, value, 'should be a non-negative integer')]
  return value > MAX ? [invalid(path, value, `should be less than or equal to ${MAX}`)] : []
}

function validateFound(object: KubeObject, path: string, type: 'integer' | 'string') {
  const value = lookUp(object, path)
  const fits = value === undefined || (type === 'string' ? typeof value === 'string' : Number.isInteger(value))
  return { value, causes: fits ? [] : [invalid(path, value, `must be of type ${type}`)] }
}

const namesOf = (path: string) => path.replace(/^\./, '').split('.')

/** The value at the path. Where a step of the path is no object, that value: it has the wrong type. */
function lookUp(object: unknown, path: string): unknown {
  let value = object
  for (const name of namesOf(path)) {
    if (value === null) return undefined
    if (!isObject(value)) return value
    if (!Object.hasOwn(value, name)) return undefined
    value = value[name]
  }
  return value
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
