import type { StatusCause } from '../../definition.ts'
import { duplicate, forbidden, problems, required } from '../field-errors.ts'
import { dnsLabelProblems } from '../names.ts'
import type { Volumes } from './mounts.ts'
import type { Volume } from './types.ts'
import { sourceRules } from './volume-sources.ts'

/** The rules for volumes, and those that mounts may use: the valid ones only. */
export function validateVolumes(listed: Volume[], field: string): { causes: StatusCause[]; volumes: Volumes } {
  const valid = new Map<string, Volume>()
  const causes = listed.flatMap((volume, index) => {
    const at = `${field}[${index}]`
    const found = [...validateSource(volume, at), ...validateName(volume.name, `${at}.name`)]
    if (valid.has(volume.name)) found.push(duplicate(`${at}.name`, volume.name))
    if (found.length === 0) valid.set(volume.name, volume)
    return found
  })
  return { causes, volumes: valid }
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
    ...(sourceRules[first]?.(volume[first] as never, `${field}.${first}`) ?? []),
    ...more.map((kind) => forbidden(`${field}.${kind}`, 'may not specify more than 1 volume type')),
  ]
}
