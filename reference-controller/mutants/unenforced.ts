import { REVISION_LABEL } from '../statefulset/decide/identity.ts'
import { changing, creating, type Mutant } from './mutant.ts'

/** Controllers that make do with a name that does not fit, or ask for what has become history. */

const LONGEST_LABEL = 63

const revisionCut: Mutant = {
  name: 'revision-cut',
  sentence: 'Cuts the revision label of a Pod to the length of a label, so that it names no revision.',
  guarantee: 'SS-VAL-009',
  rules: {
    decide: creating((pod) => {
      const labels = { ...pod.metadata.labels }
      labels[REVISION_LABEL] = labels[REVISION_LABEL]?.slice(0, LONGEST_LABEL) ?? ''
      return { ...pod, metadata: { ...pod.metadata, labels } }
    }),
  },
}

const INITIALIZED = 'pod.alpha.kubernetes.io/initialized'

const initializationAwaited: Mutant = {
  name: 'initialization-awaited',
  sentence: `Creates no Pods as long as the annotation ${INITIALIZED} of their template is false.`,
  guarantee: 'SS-VAL-016',
  rules: {
    decide: changing((action) => {
      const isAwaited = action.kind === 'create-pod' && action.pod.metadata.annotations?.[INITIALIZED] === 'false'
      return isAwaited ? undefined : action
    }),
  },
}

export const unenforcedMutants: readonly Mutant[] = [revisionCut, initializationAwaited]
