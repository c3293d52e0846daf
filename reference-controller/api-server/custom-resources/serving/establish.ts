import { isDeepStrictEqual } from 'node:util'
import { timestamp } from '../../../timestamp.ts'
import { type Cluster, folderOf, type Stored } from '../../http/request/index.ts'
import { acceptNames } from '../crd/accept-names.ts'
import { CLEANUP, withCondition } from '../crd/conditions.ts'
import { type CustomResourceDefinition, isTrue } from '../crd/types.ts'
import { startCleanup } from './cleanup.ts'
import type { WriteStatus } from './own-status.ts'

const folder = folderOf({ plural: 'customresourcedefinitions' })

/** Takes a CRD one step further: accepts its names, establishes it, and once it is deleted, cleans up. */
export function establish(cluster: Pick<Cluster, 'store' | 'clock'>, put: WriteStatus): (name: string) => void {
  const { store, clock } = cluster
  const all = () => store.list(folder).entries.map(({ value }) => value as CustomResourceDefinition)
  const now = () => timestamp(clock)
  const write = (entry: Stored, crd: CustomResourceDefinition) => {
    if (!isDeepStrictEqual(crd, entry.value)) put(entry, crd)
  }
  const cleanUp = startCleanup(cluster, put, step)

  function step(name: string): void {
    const entry = store.get(folder + name)
    const crd = entry?.value as CustomResourceDefinition | undefined
    if (!entry || !crd) releaseNames(name)
    else if (crd.metadata.deletionTimestamp && crd.metadata.finalizers?.includes(CLEANUP)) cleanUp(entry)
    else serve(entry, crd)
  }

  function serve(entry: Stored, crd: CustomResourceDefinition): void {
    const named = isDeepStrictEqual(crd.spec.names, crd.status.acceptedNames) ? crd : withNames(crd)
    if (!isDeepStrictEqual(named, crd)) {
      write(entry, named)
      releaseNames(crd.metadata.name)
    } else if (isTrue(crd, 'NamesAccepted') && !isTrue(crd, 'Established')) {
      write(entry, withCondition(crd, now(), ESTABLISHED))
    }
  }

  function withNames(crd: CustomResourceDefinition): CustomResourceDefinition {
    const others = all().filter(({ metadata }) => metadata.name !== crd.metadata.name)
    const { accepted, condition } = acceptNames(crd, others)
    const named = withCondition({ ...crd, status: { ...crd.status, acceptedNames: accepted } }, now(), condition)
    if (isTrue(named, 'Established')) return named
    return withCondition(named, now(), isTrue(named, 'NamesAccepted') ? INSTALLING : NOT_ACCEPTED)
  }

  /** Another CRD of the group may be waiting for names that this one no longer has. */
  function releaseNames(name: string): void {
    const group = name.slice(name.indexOf('.') + 1)
    for (const { metadata, spec } of all()) {
      if (spec.group === group && metadata.name !== name && !isAccepted(metadata.name)) {
        queueMicrotask(() => step(metadata.name))
      }
    }
  }

  function isAccepted(name: string): boolean {
    const crd = store.get(folder + name)?.value as CustomResourceDefinition | undefined
    return crd !== undefined && isDeepStrictEqual(crd.spec.names, crd.status.acceptedNames)
  }

  return step
}

const NOT_ACCEPTED = {
  type: 'Established',
  status: 'False',
  reason: 'NotAccepted',
  message: 'not all names are accepted',
} as const

const INSTALLING = {
  type: 'Established',
  status: 'False',
  reason: 'Installing',
  message: 'the initial names have been accepted',
} as const

const ESTABLISHED = {
  type: 'Established',
  status: 'True',
  reason: 'InitialNamesAccepted',
  message: 'the initial names have been accepted',
} as const
