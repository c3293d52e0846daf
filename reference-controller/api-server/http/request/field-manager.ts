import { timestamp } from '../../../timestamp.ts'
import {
  emptyObject,
  ignoredFields,
  type KubeObject,
  type ResourceDefinition,
  shapeOfSchema,
  shapeOfType,
  trackUpdate,
  typeOfKind,
  type Writing,
} from '../../resources/index.ts'
import type { Cluster, ResourceRequest } from './resource-request.ts'

/** Records the owners of the fields of a new state of an object; `live` is undefined when the object is created. */
export type Track = (live: KubeObject | undefined, object: KubeObject) => void

type Requested = Pick<ResourceRequest, 'definition' | 'subresource'> & { cluster: Pick<Cluster, 'clock'> }

/** The manager becomes the owner of the fields that the request changes. */
export function trackedBy(request: Requested, manager: string): Track {
  return (live, object) => trackUpdate(live, object, writingOf(request, request.definition, manager))
}

/** `resource` is the kind of the body: a subresource may have one of its own. */
export function writingOf(
  { cluster, definition, subresource }: Requested,
  resource: ResourceDefinition,
  manager: string,
) {
  const { group, version, kind, custom } = resource
  const apiVersion = group ? `${group}/${version}` : version
  return {
    ...(custom ? { shape: shapeOfSchema(custom.schema), empty: { apiVersion, kind } as KubeObject } : tabled(resource)),
    apiVersion,
    subresource,
    manager,
    now: timestamp(cluster.clock),
    ignored: ignoredFields(definition, subresource),
  } satisfies Writing
}

function tabled({ group, version, kind }: ResourceDefinition) {
  const type = typeOfKind(group, version, kind)
  return { shape: shapeOfType(type), empty: emptyObject(type) }
}

/** The longest name of a manager, in bytes. */
export const LONGEST_NAME = 128

/** Any character but letters, marks, numbers, punctuation, symbols and the plain space. */
export const UNPRINTABLE = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu

/** Names of printable ASCII characters, as nearly all are. */
export const PLAIN = /^[ -~]*$/

/** Without a fieldManager, the manager is the user agent up to the first slash. */
export function nameFromUserAgent(userAgent: string): string {
  const start = userAgent.split('/', 1)[0] ?? ''
  if (start.length <= LONGEST_NAME && PLAIN.test(start)) return start
  let name = ''
  for (const character of start.replace(UNPRINTABLE, '')) {
    if (Buffer.byteLength(name + character) > LONGEST_NAME) break
    name += character
  }
  return name
}
