import { lastAnswer, resolvedAddresses } from '../../observe/facts/resolved.ts'
import { addressesOf, RESOLVING_POD } from '../../observe/facts/said.ts'
import type { Expectations, Objects } from '../expectation.ts'
import { objectOf, pending, whether } from '../states.ts'
import type { ExpectationState, Moment } from '../verdict.ts'

/** What the cluster's DNS answers. A name is below the scenario's namespace, or whole up to `.svc`. */
export const dnsExpectations: Expectations = {
  'DNS name {word} resolves to {answer}': {
    within: 'dnsFollows',
    check: (moment: Moment, name: string, answer: Objects) => {
      const full = fullName(name, moment.header.namespace)
      return compared(moment, full, answer, resolvedAddresses(moment.trace, full))
    },
  },
  'short name {word} resolves to {answer} in a Pod of {place}': {
    within: 'dnsFollows',
    check: (moment: Moment, name: string, answer: Objects, place: keyof typeof RESOLVING_POD) =>
      compared(moment, name, answer, addressesOf(moment.trace, RESOLVING_POD[place], name)),
  },
  'SRV name {word} points to port {int} of {answer}': {
    within: 'dnsFollows',
    check: (moment: Moment, name: string, port: number, { names }: Objects) => {
      const full = fullName(name, moment.header.namespace)
      const answered = lastAnswer(moment.trace, full, 'SRV')
      // Behind the port and its protocol is the name of the Service.
      const service = full.split('.').slice(2).join('.')
      const expected = names.map((pod) => `${port} ${pod}.${service}.${answered?.domain ?? '<domain>'}`).sort()
      const seen = answered?.records
      return whether(seen?.join() === expected.join(), `${full} points elsewhere`, { expected, seen })
    },
  },
}

/** The name without the cluster domain. */
export const fullName = (name: string, namespace: string): string =>
  name.endsWith('.svc') ? name : `${name}.${namespace}.svc`

function compared(moment: Moment, name: string, answer: Objects, seen: string[] | undefined): ExpectationState {
  const expected = answer.names.flatMap((each) => addressesOfObject(moment, answer.what, each))
  if (expected.length < answer.names.length)
    return pending(`${answer.what} ${answer.names.join(' or ')} has no address`, { seen })
  // The order of addresses has no meaning, and differs from run to run.
  const same = seen?.toSorted().join() === expected.toSorted().join()
  return whether(same, `${name} resolves to other addresses`, { expected, seen })
}

function addressesOfObject(moment: Moment, what: Objects['what'], name: string): string[] {
  const object = objectOf(moment, { what, name })
  if (what === 'Pod') return [object?.status?.['podIP'] ?? []].flat().map(String)
  const { clusterIPs = [] } = (object?.spec ?? {}) as { clusterIPs?: string[] }
  return clusterIPs.filter((address) => address !== 'None')
}
