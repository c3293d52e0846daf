import { decide } from '../statefulset/decide/decide.ts'
import { POD_NAME_LABEL, podName } from '../statefulset/decide/identity.ts'
import { startOrdinal } from '../statefulset/decide/ordinals.ts'
import { labelled } from './labels.ts'
import { changing, creating, isInRange, type Mutant, misleading, ordinalOf, withSpec } from './mutant.ts'

const ordinalsPadded: Mutant = {
  name: 'ordinals-padded',
  sentence: 'Pads the ordinal in the name of a Pod to two digits.',
  guarantee: 'SS-IDN-001',
  rules: {
    decide: creating((pod, { set }) => {
      const name = `${set.metadata.name}-${String(ordinalOf(pod)).padStart(2, '0')}`
      const named = labelled(pod, { [POD_NAME_LABEL]: name })
      return { ...named, metadata: { ...named.metadata, name }, spec: { ...named.spec, hostname: name } }
    }),
  },
}

const lastPodMissing: Mutant = {
  name: 'last-pod-missing',
  sentence: 'Never creates the Pod of the highest ordinal.',
  guarantee: 'SS-IDN-002',
  rules: {
    decide: changing((action, { set }) => {
      const last = podName(set, startOrdinal(set) + (set.spec.replicas ?? 1) - 1)
      return action.kind === 'create-pod' && action.pod.metadata.name === last ? undefined : action
    }),
  },
}

const hostnameOfSet: Mutant = {
  name: 'hostname-of-set',
  sentence: 'Gives all Pods the name of the set as their hostname.',
  guarantee: 'SS-IDN-003',
  rules: {
    decide: creating((pod, { set }) => ({ ...pod, spec: { ...pod.spec, hostname: set.metadata.name } })),
  },
}

const subdomainMissing: Mutant = {
  name: 'subdomain-missing',
  sentence: 'Gives Pods no subdomain.',
  guarantee: 'SS-IDN-004',
  rules: {
    decide: creating((pod) => {
      const { subdomain: _, ...spec } = pod.spec
      return { ...pod, spec }
    }),
  },
}

const ownerNotBlocking: Mutant = {
  name: 'owner-not-blocking',
  sentence: 'Owns its Pods without blocking the deletion of the set.',
  guarantee: 'SS-IDN-008',
  rules: {
    decide: creating((pod) => {
      const ownerReferences = pod.metadata.ownerReferences?.map((owner) => ({ ...owner, blockOwnerDeletion: false }))
      return { ...pod, metadata: { ...pod.metadata, ...(ownerReferences && { ownerReferences }) } }
    }),
  },
}

const annotationsDropped: Mutant = {
  name: 'annotations-dropped',
  sentence: 'Creates Pods without the annotations of the template.',
  guarantee: 'SS-IDN-009',
  rules: {
    decide: creating((pod) => {
      const { annotations: _, ...metadata } = pod.metadata
      return { ...pod, metadata }
    }),
  },
}

const templateNamesPods: Mutant = {
  name: 'template-names-pods',
  sentence: 'Keeps a hostname and a subdomain that the template gives.',
  guarantee: 'SS-IDN-013',
  rules: {
    decide: creating((pod, { set }) => {
      const { hostname, subdomain } = set.spec.template.spec
      return { ...pod, spec: { ...pod.spec, ...(hostname && { hostname }), ...(subdomain && { subdomain }) } }
    }),
  },
}

const startIgnored: Mutant = {
  name: 'start-ignored',
  sentence: 'Counts ordinals from zero and ignores spec.ordinals.',
  guarantee: 'SS-IDN-015',
  rules: { decide: (snapshot, now) => decide(withSpec(snapshot, { ordinals: {} }), now) },
}

const allMatchingTaken: Mutant = {
  name: 'all-matching-taken',
  sentence: 'Adopts every Pod that its selector matches and that has no controller, regardless of its name.',
  guarantee: 'SS-IDN-018',
  rules: {
    decide(snapshot, now) {
      const labels = Object.entries(snapshot.set.spec.selector.matchLabels ?? {})
      const orphans = snapshot.pods.filter(
        ({ metadata }) =>
          !metadata.ownerReferences?.length &&
          !metadata.deletionTimestamp &&
          labels.every(([key, value]) => metadata.labels?.[key] === value),
      )
      if (orphans.length > 0) return orphans.map((pod) => ({ kind: 'adopt-pod', pod }))
      return decide(snapshot, now).filter(({ kind }) => kind !== 'release-pod')
    },
  },
}

const generateNameMissing: Mutant = {
  name: 'generate-name-missing',
  sentence: 'Creates Pods without a generateName.',
  guarantee: 'SS-IDN-014',
  rules: {
    decide: creating((pod) => {
      const { generateName: _, ...metadata } = pod.metadata
      return { ...pod, metadata }
    }),
  },
}

/** The API server lets no two Pods have one name, so the second of an ordinal needs another spelling. */
const twoOfOneOrdinal: Mutant = {
  name: 'two-of-one-ordinal',
  sentence: 'Creates a second Pod for an ordinal whose Pod is still terminating.',
  guarantee: 'SS-IDN-019',
  rules: {
    decide: (snapshot, now) => {
      const leaving = snapshot.pods.filter((pod) => pod.metadata.deletionTimestamp && isInRange(snapshot, pod))
      const rest = { ...snapshot, pods: snapshot.pods.filter((pod) => !leaving.includes(pod)) }
      return misleading(() => rest)(snapshot, now).map((action) => {
        const taken =
          action.kind === 'create-pod' && leaving.some(({ metadata }) => metadata.name === action.pod.metadata.name)
        if (!taken) return action
        const name = `${snapshot.set.metadata.name}-0${ordinalOf(action.pod)}`
        return { ...action, pod: { ...action.pod, metadata: { ...action.pod.metadata, name } } }
      })
    },
  },
}

export const identityMutants: readonly Mutant[] = [
  ordinalsPadded,
  lastPodMissing,
  hostnameOfSet,
  subdomainMissing,
  ownerNotBlocking,
  annotationsDropped,
  templateNamesPods,
  startIgnored,
  allMatchingTaken,
  generateNameMissing,
  twoOfOneOrdinal,
]
