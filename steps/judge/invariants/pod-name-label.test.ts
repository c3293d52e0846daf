import { describe } from 'node:test'
import { podNameLabel } from './pod-name-label.ts'
import { acts, appears, judges, ownedBy, ready, set, thing } from './testing.ts'

const added = set({ type: 'ADDED' })
const labelled = (labels?: Record<string, string>) =>
  appears('web-0', { metadata: { ownerReferences: ownedBy('web'), ...(labels ? { labels } : { labels: {} }) } })
const LABEL = 'statefulset.kubernetes.io/pod-name'

describe('the pod-name label', () => {
  judges(podNameLabel, [
    ['its own name', [added, labelled({ [LABEL]: 'web-0' })]],
    ['no label', [added, labelled()], { at: 1, name: 'web-0' }],
    [
      'no labels at all',
      [added, thing('pods', 'web-0', 'ADDED', { metadata: { ownerReferences: ownedBy('web') } })],
      { at: 1 },
    ],
    ['the name of another', [added, labelled({ [LABEL]: 'web-1' })], { at: 1 }],
    ['a Pod of the suite', [added, acts('create', 'pods', 'web-0'), labelled()]],
    [
      'a label that is taken off later',
      [added, labelled({ [LABEL]: 'web-0' }), ready('web-0', { metadata: { labels: {} } })],
    ],
  ])
})
