/**
 * EndpointSlices for Services with selectors: who answers under a Service's name, and is it ready, serving or
 * terminating. This is where a StatefulSet's promise of stable network names becomes visible through the API, and
 * what DNS answers are made of.
 *
 * It does what upstream's endpointslice controller does, and its objects look the same. A real control plane has its
 * own; this one is for the embedded API server.
 *
 * Not made: slices of IPv6 addresses, zones and topology hints, the old Endpoints kind, slices for Services without a
 * selector (those are their owner's business).
 */
import {
  type EndpointSlice,
  endpointSlices,
  keyOf,
  type Pod,
  pods,
  refusedAs,
  type Service,
  services as servicesResource,
} from '../client/index.ts'
import { assembly, type PartContext, type RunningPart } from '../part.ts'
import { members as startMembers } from './members.ts'
import { planSlices } from './plan-slices.ts'
import { serviceKeyOf, sliceBook } from './slice-book.ts'

const WORKERS = 8

/** Keeps the slices of all Services up to date until stopped. */
export function startEndpoints(context: PartContext): Promise<RunningPart> {
  const { client } = context
  const part = assembly(context, 'EndpointSlice controller')
  const members = startMembers()
  const book = sliceBook()

  const queue = part.queue(async (key) => {
    const service = services.cache.get(key)
    if (!service || !selects(service) || service.metadata.deletionTimestamp) return
    const { create, update, remove } = planSlices(
      service,
      members.of(key),
      book.slicesOf(key),
      context.rules.endpointOf,
    )
    // The answers are newer than the watch: without them a second look would create the same slice twice.
    for (const slice of create) book.note(await client.create(endpointSlices, slice.metadata.namespace, slice))
    for (const slice of update) await unlessGone(slice, async () => book.note(await put(slice)))
    for (const slice of remove) await unlessGone(slice, () => drop(slice))
  }, WORKERS)

  const put = (slice: EndpointSlice) => client.update(endpointSlices, slice.metadata.namespace, slice)

  async function drop(slice: EndpointSlice) {
    const { namespace, name, uid } = slice.metadata
    await client.remove(endpointSlices, namespace, name, uid ? { preconditions: { uid } } : {})
    book.strike(slice)
  }

  async function unlessGone(slice: EndpointSlice, act: () => Promise<void>) {
    try {
      await act()
    } catch (error) {
      if (!refusedAs(error, 'NotFound')) throw error
      book.strike(slice)
      queue.add(serviceKeyOf(slice) ?? '')
    }
  }

  part.follow<EndpointSlice>(endpointSlices, ({ type, object }) => {
    if (type === 'DELETED') book.strike(object)
    else book.note(object)
    const key = serviceKeyOf(object)
    if (key) queue.add(key)
  })
  const podsSeen = part.follow<Pod>(pods, ({ type, object }) => {
    for (const key of type === 'DELETED' ? members.removePod(object) : members.setPod(object)) queue.add(key)
  })
  const services = part.follow<Service>(servicesResource, ({ type, object }) => {
    if (type === 'DELETED' || !selects(object)) members.removeService(object)
    else members.setService(object, podsSeen.cache.values())
    queue.add(keyOf(object))
  })
  return part.start()
}

function selects({ spec }: Service): boolean {
  return Object.keys(spec.selector ?? {}).length > 0 && spec.type !== 'ExternalName'
}
