import type { StatusCause } from '../../definition.ts'
import { duplicate, forbidden, problems, required } from '../field-errors.ts'
import { dnsLabelProblems } from '../names.ts'
import type { Volume } from './types.ts'

/** The rules for volumes, and the names that mounts may use: those of valid volumes only. */
export function validateVolumes(volumes: Volume[], field: string): { causes: StatusCause[]; names: Set<string> } {
  const names = new Set<string>()
  const causes = volumes.flatMap((volume, index) => {
    const at = `${field}[${index}]`
    const found = [...validateSource(volume, at), ...validateName(volume.name, `${at}.name`)]
    if (names.has(volume.name)) found.push(duplicate(`${at}.name`, volume.name))
    if (found.length === 0) names.add(volume.name)
    return found
  })
  return { causes, names }
}

function validateName(name: string, field: string): StatusCause[] {
  return name ? problems(field, name, dnsLabelProblems(name)) : [required(field)]
}

function validateSource(volume: Volume, field: string): StatusCause[] {
  // kube-apiserver looks at emptyDir first, and at the others in the order of the schema.
  const sources = Object.keys(volume).filter((key) => key !== 'name' && key !== 'emptyDir')
  const [first, ...more] = volume['emptyDir'] ? ['emptyDir', ...sources] : sources
  if (!first) return [required(field, 'must specify a volume type')]
  return [
    ...validateRequired(volume, first, field),
    ...more.map((kind) => forbidden(`${field}.${kind}`, 'may not specify more than 1 volume type')),
  ]
}

// Volume types that name an object, and the field that names it.
const NAMED: Record<string, string> = {
  persistentVolumeClaim: 'claimName',
  secret: 'secretName',
  configMap: 'name',
  hostPath: 'path',
}

function validateRequired(volume: Volume, kind: string, field: string): StatusCause[] {
  const name = NAMED[kind]
  const source = volume[kind] as Record<string, unknown>
  return name && !source[name] ? [required(`${field}.${kind}.${name}`)] : []
}
