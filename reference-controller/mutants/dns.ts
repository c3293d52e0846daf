import { refusedAs, services } from '../client/index.ts'
import type { Record } from '../dns/record.ts'
import { type Backed, type RecordsOf, recordsOf } from '../dns/records.ts'
import { endpointOf } from '../endpoints/endpoint-of.ts'
import { act } from '../statefulset/act/act.ts'
import { POD_NAME_LABEL } from '../statefulset/decide/identity.ts'
import { changing, type Mutant } from './mutant.ts'

/** Clusters whose DNS or endpoints break a promise, and controllers that break one about Services. */

type Endpoints = Backed['slices'][number]['endpoints']

/** The records as they would be if the Service had other endpoints. */
const withEndpoints =
  (change: (endpoints: Endpoints) => Endpoints): RecordsOf =>
  ({ service, slices }, domain) =>
    recordsOf(
      { service, slices: slices.map((slice) => ({ ...slice, endpoints: change(slice.endpoints ?? []) })) },
      domain,
    )

const ownerOf = ({ service: { metadata } }: Backed): string => `${metadata.name}.${metadata.namespace}.svc.`

const isAddress = ({ type }: Record): boolean => type === 'A' || type === 'AAAA'

const podNamesMissing: Mutant = {
  name: 'pod-names-missing',
  sentence: 'Publishes the name of a headless Service, but none of its Pods.',
  guarantee: 'SS-DNS-001',
  rules: {
    recordsOf: (backed, domain) =>
      recordsOf(backed, domain).filter((record) => !isAddress(record) || record.name.startsWith(ownerOf(backed))),
  },
}

const serviceNameMissing: Mutant = {
  name: 'service-name-missing',
  sentence: 'Publishes the names of Pods, but not that of their Service.',
  guarantee: 'SS-DNS-002',
  rules: {
    recordsOf: (backed, domain) => recordsOf(backed, domain).filter(({ name }) => !name.startsWith(ownerOf(backed))),
  },
}

const unreadyPublished: Mutant = {
  name: 'unready-published',
  sentence: 'Publishes Pods that are not ready.',
  guarantee: 'SS-DNS-004',
  rules: { recordsOf: withEndpoints((all) => all.map(({ conditions: _, ...endpoint }) => endpoint)) },
}

const notReadyIgnored: Mutant = {
  name: 'not-ready-ignored',
  sentence: 'Ignores publishNotReadyAddresses of a Service.',
  guarantee: 'SS-DNS-005',
  rules: {
    endpointOf: ({ spec, ...service }, pod) =>
      endpointOf({ ...service, spec: { ...spec, publishNotReadyAddresses: false } }, pod),
  },
}

const srvByAddress: Mutant = {
  name: 'srv-by-address',
  sentence: 'Points SRV records to names made of addresses.',
  guarantee: 'SS-DNS-006',
  rules: {
    recordsOf: (backed, domain) => [
      ...recordsOf(backed, domain).filter(({ type }) => type !== 'SRV'),
      ...withEndpoints((all) => all.map(({ hostname: _, ...endpoint }) => endpoint))(backed, domain).filter(
        ({ type }) => type === 'SRV',
      ),
    ],
  },
}

const addressKept: Mutant = {
  name: 'address-kept',
  sentence: 'Keeps the first address of each name.',
  guarantee: 'SS-DNS-007',
  get rules() {
    const first = new Map<string, Record>()
    const keeping: RecordsOf = (backed, domain) =>
      recordsOf(backed, domain).map((record) => {
        if (!isAddress(record) || record.name.startsWith(ownerOf(backed))) return record
        const kept = first.get(record.name) ?? record
        first.set(record.name, kept)
        return kept
      })
    return { recordsOf: keeping }
  },
}

const absenceKept: Mutant = {
  name: 'absence-kept',
  sentence: 'Keeps for ever that a name did not exist when its Service was first looked at.',
  guarantee: 'SS-DNS-008',
  get rules() {
    const known = new Map<string, Set<string>>()
    const keeping: RecordsOf = (backed, domain) => {
      const records = recordsOf(backed, domain)
      const { uid = '' } = backed.service.metadata
      const names = known.get(uid) ?? new Set(records.map(({ name }) => name))
      known.set(uid, names)
      return records.filter(({ name }) => names.has(name))
    }
    return { recordsOf: keeping }
  },
}

const namesEverywhere: Mutant = {
  name: 'names-everywhere',
  sentence: 'Publishes the names of Pods below each Service that selects them.',
  guarantee: 'SS-DNS-011',
  rules: {
    recordsOf: withEndpoints((all) =>
      all.map((endpoint) => ({ ...endpoint, hostname: endpoint.targetRef?.name ?? 'nobody' })),
    ),
  },
}

const oneAddress: Mutant = {
  name: 'one-address',
  sentence: 'Answers the name of a headless Service with the address of one Pod.',
  guarantee: 'SS-DNS-015',
  rules: {
    recordsOf(backed, domain) {
      const [first, ...others] = recordsOf(backed, domain).filter(({ name }) => name.startsWith(ownerOf(backed)))
      return recordsOf(backed, domain).filter(
        (record) => record.name !== first?.name || !others.some(({ data }) => data === record.data),
      )
    },
  },
}

const hostnamesMissing: Mutant = {
  name: 'hostnames-missing',
  sentence: 'Writes EndpointSlices without the hostnames of the Pods.',
  guarantee: 'SS-DNS-003',
  rules: {
    endpointOf(service, pod) {
      const { hostname: _, ...endpoint } = endpointOf(service, pod) ?? {}
      return 'addresses' in endpoint ? endpoint : undefined
    },
  },
}

const serviceCreated: Mutant = {
  name: 'service-created',
  sentence: 'Creates the governing Service where it does not exist.',
  guarantee: 'SS-DNS-009',
  rules: {
    async act(context, actions) {
      const { namespace = '' } = context.set.metadata
      const name = context.set.spec.serviceName
      const manifest = {
        ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: name ?? '', namespace } },
        spec: { clusterIP: 'None', selector: context.set.spec.selector.matchLabels ?? {} },
      }
      const isNeeded = name && actions.some(({ kind }) => kind === 'create-pod')
      if (isNeeded)
        await context.client.create(services, namespace, manifest).catch((error: unknown) => {
          if (!refusedAs(error, 'AlreadyExists')) throw error
        })
      await act(context, actions)
    },
  },
}

const serviceNameRequired: Mutant = {
  name: 'service-name-required',
  sentence: 'Creates no Pods for a set without serviceName.',
  guarantee: 'SS-DNS-010',
  rules: {
    decide: changing((action, { set }) => (action.kind === 'create-pod' && !set.spec.serviceName ? undefined : action)),
  },
}

const replacementUnreached: Mutant = {
  name: 'replacement-unreached',
  sentence: 'Leaves out the replacement of a Pod from the EndpointSlices of a Service that selects it by its name.',
  guarantee: 'SS-DNS-013',
  get rules(): Mutant['rules'] {
    const first = new Map<string, string>()
    return {
      endpointOf(service, pod) {
        const { uid = '', namespace, name } = pod.metadata
        if (service.spec.selector?.[POD_NAME_LABEL] === undefined) return endpointOf(service, pod)
        const known = first.get(`${namespace}/${name}`) ?? uid
        first.set(`${namespace}/${name}`, known)
        return known === uid ? endpointOf(service, pod) : undefined
      },
    }
  },
}

export const dnsMutants: readonly Mutant[] = [
  podNamesMissing,
  serviceNameMissing,
  hostnamesMissing,
  unreadyPublished,
  notReadyIgnored,
  srvByAddress,
  addressKept,
  absenceKept,
  serviceCreated,
  serviceNameRequired,
  namesEverywhere,
  replacementUnreached,
  oneAddress,
]
