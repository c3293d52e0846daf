import type { Endpoint } from '../../client/index.ts'
import { endpointsOf, listedEndpoints } from '../../observe/facts/endpoints.ts'
import { eventsAbout } from '../../observe/facts/events.ts'
import type { Expectations, Named, Objects } from '../expectation.ts'
import { broken, objectsOf, pluralOf, whether } from '../states.ts'
import type { Moment } from '../verdict.ts'

/** The effects on objects of other controllers: events and EndpointSlices. */
export const surroundingExpectations: Expectations = {
  'event {word} was recorded about {object}': {
    within: 'eventArrives',
    check: (moment: Moment, reason: string, named: Named) => {
      const seen = events(moment, named).flatMap((event) => (event.seq >= moment.from ? [event.reason] : []))
      return whether(seen.includes(reason), `no event ${reason} about ${named.name} was recorded`, {
        expected: reason,
        seen,
      })
    },
  },
  'only these events were recorded about {object}:': {
    within: 'eventArrives',
    thenQuiet: true,
    check: (moment: Moment, named: Named, [columns = [], ...rows]: readonly string[][]) => {
      const wanted = rows.map((cells) => Object.fromEntries(columns.map((column, index) => [column, cells[index]])))
      const seen = recorded(moment, named)
      const rowOf = (event: Counted) => wanted.find((each) => isMeant(event, each))
      const short = wanted.filter((each) => {
        const times = sumOf(seen.filter((event) => rowOf(event) === each))
        return each['count'] ? times !== Number(each['count']) : times === 0
      })
      const rest = {
        expected: wanted.map((each) => Object.values(each).join(' ')),
        seen: seen.map(({ type, reason, count, message }) => `${type} ${reason} ${count} ${message}`),
      }
      const because = `the events about ${named.name} are others`
      // A recorded event stays recorded.
      const wrong = seen.find((event) => !rowOf(event))
      return wrong ? broken(because, wrong.seq, rest) : whether(short.length === 0, because, rest)
    },
  },
  'Service {name} reaches only {objects}': {
    within: 'comesTrue',
    check: (moment: Moment, service: string, { names }: Objects) => {
      const seen = endpointsOf(moment.trace, service).sort()
      const because = `Service ${service} does not reach exactly these Pods`
      return whether(seen.join() === [...names].sort().join(), because, { expected: names, seen })
    },
  },
  'the EndpointSlices of Service {name} list:': {
    within: 'comesTrue',
    check: (moment: Moment, service: string, [columns = [], ...rows]: readonly string[][]) => {
      const seen = listedEndpoints(moment.trace, service)
        .map((endpoint) => row(endpoint, columns))
        .sort()
      const expected = rows.map((cells) => cells.join(' ')).sort()
      return whether(seen.join() === expected.join(), `the EndpointSlices of ${service} list something else`, {
        expected,
        seen,
      })
    },
  },
}

/** An endpoint as a row of a table: its Pod, its hostname, and its conditions. */
const row = ({ targetRef, hostname, conditions = {} }: Endpoint, columns: readonly string[]): string =>
  columns.map((column) => ({ Pod: targetRef?.name, hostname, ...conditions })[column] ?? '<absent>').join(' ')

/** About the object of that name, and about those that had it since the window opened; not about earlier ones. */
function events(moment: Moment, { what, name }: Named) {
  const plural = pluralOf(what, moment)
  const kinds: Record<string, string> = { pods: 'Pod', persistentvolumeclaims: 'PersistentVolumeClaim' }
  const kind = kinds[plural] ?? moment.header.kind.kind
  const since = moment.trace.entries
    .slice(moment.from)
    .flatMap((entry) => (entry.kind === 'seen' && entry.resource === plural ? [entry.object] : []))
  const uids = [...objectsOf(moment, plural, moment.from), ...since]
    .filter(({ metadata }) => metadata.name === name)
    .map(({ metadata }) => metadata.uid)
  return [...new Set(uids)].flatMap((uid) => eventsAbout(moment.trace, { kind, uid })).sort((a, b) => a.seq - b.seq)
}

type Counted = Pick<ReturnType<typeof events>[number], 'seq' | 'type' | 'reason' | 'message' | 'count'>

/** Each event as it is now: they arrive in their own time, so no window tells which action they are about. */
function recorded(moment: Moment, named: Named): Counted[] {
  const byName = Map.groupBy(events(moment, named), ({ name }) => name)
  return [...byName.values()].flatMap((versions) => versions.slice(-1))
}

/** By the columns `type` and `reason`, and `message`, of which a part is enough. */
const isMeant = (event: Counted, { type, reason, message = '' }: Record<string, string | undefined>): boolean =>
  event.type === type && event.reason === reason && event.message.includes(message)

const sumOf = (events: readonly Counted[]): number => events.reduce((sum, { count }) => sum + count, 0)
