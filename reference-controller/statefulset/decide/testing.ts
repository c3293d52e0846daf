import type {
  ControllerRevision,
  ObjectMeta,
  PersistentVolumeClaim,
  Pod,
  StatefulSet,
  StatefulSetSpec,
} from '../../client/objects.ts'
import type { Features } from '../../feature-gates.ts'
import type { Action, Reading, Snapshot } from './actions.ts'
import { decide } from './decide.ts'
import { revisionData, templateOf } from './revision-name.ts'
import { revisions } from './revisions.ts'

/** Objects for tests: as small as the rules allow, and frozen, so that a rule that changes its input is found out. */

export const NOW = Date.parse('2026-01-01T00:00:00Z')
export const TYPE = { apiVersion: 'apps/v1', kind: 'StatefulSet' }

export interface PodTraits {
  phase?: string
  ready?: boolean
  /** Seconds for which it has been Ready. */
  readyFor?: number
  terminating?: boolean
  revision?: string
  labels?: Record<string, string>
  metadata?: Partial<ObjectMeta>
  volumes?: Pod['spec']['volumes']
}

export function aSet(spec: Partial<StatefulSetSpec> = {}, rest: Partial<StatefulSet> = {}): StatefulSet {
  return {
    ...TYPE,
    metadata: { name: 'web', namespace: 'n', uid: 'set', generation: 1 },
    spec: {
      replicas: 3,
      selector: { matchLabels: { app: 'web' } },
      template: template('1'),
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      ...spec,
    },
    ...rest,
  }
}

export function template(image: string): StatefulSetSpec['template'] {
  return { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'c', image }] } }
}

/** A Pod of the set: Running and Ready for an hour, unless told otherwise. */
export function aPod(name: string, traits: PodTraits = {}): Pod {
  const { phase = 'Running', ready = phase === 'Running', readyFor = 3600, terminating, revision, labels } = traits
  const index = name.slice(name.lastIndexOf('-') + 1)
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'n',
      uid: `uid of ${name}`,
      labels: {
        app: 'web',
        'statefulset.kubernetes.io/pod-name': name,
        'apps.kubernetes.io/pod-index': index,
        'controller-revision-hash': revision ?? REVISION.metadata.name,
        ...labels,
      },
      ownerReferences: [{ ...TYPE, name: 'web', uid: 'set', controller: true, blockOwnerDeletion: true }],
      ...(terminating && { deletionTimestamp: '2026-01-01T00:00:00Z' }),
      ...traits.metadata,
    },
    spec: { containers: [{ name: 'c' }], ...(traits.volumes && { volumes: traits.volumes }) },
    status: {
      phase,
      conditions: [
        {
          type: 'Ready',
          status: ready ? 'True' : 'False',
          lastTransitionTime: new Date(NOW - readyFor * 1000).toISOString(),
        },
      ],
    },
  }
}

export function aClaim(name: string, metadata: Partial<ObjectMeta> = {}): PersistentVolumeClaim {
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name, namespace: 'n', ...metadata }, spec: {} }
}

export interface Known {
  set?: StatefulSet
  pods?: Pod[]
  claims?: PersistentVolumeClaim[]
  revisions?: ControllerRevision[]
  reading?: Reading
  features?: Features
}

export function aSnapshot({
  set = aSet(),
  pods = [],
  claims = [],
  revisions: known = [REVISION],
  reading,
  features,
}: Known = {}): Snapshot {
  const byKey = new Map(claims.map((claim) => [`n/${claim.metadata.name}`, frozen(claim)]))
  return {
    set: frozen(set),
    type: TYPE,
    pods: frozen(pods),
    claims: byKey,
    revisions: frozen(known),
    collisionCount: set.status?.collisionCount ?? 0,
    ...(reading && { reading }),
    ...(features && { features }),
  }
}

/** What the API server has answered about the newest revision: by default that it still means what it says. */
export function readingOf(revision: ControllerRevision, set: StatefulSet, meaning?: Reading['template']): Reading {
  return { revision: revision.metadata.uid, present: revisionData(set), template: meaning ?? templateOf(revision) }
}

/** The revision that a set's template would be recorded as. */
export function revisionFor(image: string, number = 1): ControllerRevision {
  const set = aSet({ template: template(image) })
  const [action] = revisions({ ...snapshotOf(set), revisions: [] })
  if (action?.kind !== 'create-revision') throw new Error('expected a revision to be created for a set without any')
  return { ...action.revision, revision: number }
}

function snapshotOf(set: StatefulSet): Snapshot {
  return { set, type: TYPE, pods: [], claims: new Map(), revisions: [], collisionCount: 0 }
}

export const REVISION = revisionFor('1')

/** What is decided, in a few words per action, the status and its waits left out. */
export function work(known: Known, now = NOW): string[] {
  return decide(aSnapshot(known), now).flatMap((action) => (isWork(action) ? [inWords(action)] : []))
}

export function waits(known: Known, now = NOW): string[] {
  return decide(aSnapshot(known), now).flatMap((action) => (action.kind === 'wait' ? [action.because] : []))
}

export function inWords(action: Action): string {
  if ('pod' in action) return `${action.kind} ${action.pod.metadata.name}`
  if ('revision' in action) return `${action.kind} ${action.revision.metadata.name}`
  return action.kind
}

function isWork({ kind }: Action): boolean {
  return kind !== 'wait' && kind !== 'update-status'
}

export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const member of Object.values(value)) frozen(member)
  }
  return value
}
