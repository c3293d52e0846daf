import type { StatusCause } from '../../definition.ts'
import { forbidden, invalid, notFound, notSupported, required } from '../field-errors.ts'
import { relativePathProblems } from './paths.ts'
import type { Container, Volume, VolumeMount } from './types.ts'

/** Volumes by name: of the valid ones only. */
export type Volumes = ReadonlyMap<string, Volume>

const PROPAGATIONS = ['Bidirectional', 'HostToContainer', 'None']
const RECURSIONS = ['Disabled', 'Enabled', 'IfPossible']

/** Where a container sees its volumes, as files and as devices. */
export function validateMounts(container: Container, volumes: Volumes, field: string): StatusCause[] {
  const paths = new Set<string>()
  const mounts = (container.volumeMounts ?? []).flatMap((mount, index) => {
    const at = `${field}.volumeMounts[${index}]`
    const repeated = paths.has(mount.mountPath ?? '')
    paths.add(mount.mountPath ?? '')
    return [
      ...(mount.name ? [] : [required(`${at}.name`)]),
      ...(volumes.has(mount.name) ? [] : [notFound(`${at}.name`, mount.name ?? '')]),
      ...(mount.mountPath ? [] : [required(`${at}.mountPath`)]),
      ...(repeated ? [invalid(`${at}.mountPath`, mount.mountPath ?? '', 'must be unique')] : []),
      ...validateParts(mount, at, `${field}.volumeMounts`),
      ...validateModes(mount, container, `${field}.volumeMounts`),
    ]
  })
  return [...mounts, ...validateDevices(container, volumes, `${field}.volumeDevices`)]
}

/** For these, kube-apiserver does not say which mount it means. */
function validateParts({ subPath, subPathExpr }: VolumeMount, at: string, list: string): StatusCause[] {
  return [
    ...(subPath ? relativePathProblems(subPath, `${list}.subPath`) : []),
    ...(subPath && subPathExpr
      ? [invalid(`${at}.subPathExpr`, subPathExpr, 'subPathExpr and subPath are mutually exclusive')]
      : []),
    ...(subPathExpr ? relativePathProblems(subPathExpr, `${list}.subPathExpr`) : []),
  ]
}

function validateModes(mount: VolumeMount, { securityContext }: Container, list: string): StatusCause[] {
  const { mountPropagation, recursiveReadOnly, readOnly } = mount
  const found: StatusCause[] = []
  if (mountPropagation !== undefined && !PROPAGATIONS.includes(mountPropagation)) {
    found.push(notSupported(`${list}.mountPropagation`, mountPropagation, PROPAGATIONS))
  }
  if (mountPropagation === 'Bidirectional' && !securityContext?.['privileged']) {
    const detail = 'Bidirectional mount propagation is available only to privileged containers'
    found.push(forbidden(`${list}.mountPropagation`, detail))
  }
  const at = `${list}.recursiveReadOnly`
  if (recursiveReadOnly === undefined || recursiveReadOnly === 'Disabled') return found
  if (!RECURSIONS.includes(recursiveReadOnly)) return [...found, notSupported(at, recursiveReadOnly, RECURSIONS)]
  return readOnly ? found : [...found, forbidden(at, 'may only be specified when readOnly is true')]
}

function validateDevices({ volumeDevices = [] }: Container, volumes: Volumes, field: string): StatusCause[] {
  return volumeDevices.flatMap(({ name = '', devicePath }, index) => {
    const at = `${field}[${index}]`
    const volume = volumes.get(name)
    const claimed = volume && (volume['persistentVolumeClaim'] || volume['ephemeral'])
    const detail = 'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode'
    return [
      ...(name ? [] : [required(`${at}.name`)]),
      ...(volume && !claimed ? [invalid(`${at}.name`, name, detail)] : []),
      ...(volume ? [] : [notFound(`${at}.name`, name)]),
      ...(devicePath ? [] : [required(`${at}.devicePath`)]),
    ]
  })
}
