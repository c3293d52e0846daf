import type {
  ControllerRevision,
  KubeValue,
  PersistentVolumeClaim,
  Pod,
  PodTemplateSpec,
  StatefulSet,
  StatefulSetStatus,
} from '../../client/objects.ts'
import type { Features } from '../../feature-gates.ts'

/** The input of a decision: the state of the caches at one moment. Immutable. */
export interface Snapshot {
  set: StatefulSet
  /** The type in owner references; a value, since kinds other than apps/v1 StatefulSet are run too. */
  type: { apiVersion: string; kind: string }
  /** The Pods that the set controls, and those of its namespace that nobody controls. */
  pods: readonly Pod[]
  /** All claims, by `namespace/name`. */
  claims: ReadonlyMap<string, PersistentVolumeClaim>
  /** The revisions that the set controls, and those of its namespace that nobody controls. */
  revisions: readonly ControllerRevision[]
  /** The number of name collisions of new revisions, including those of this sync. */
  collisionCount: number
  /** The revision of the present template, once a sync had to create or renumber it. */
  established?: ControllerRevision
  /** What the template of a revision means to the API server, once a sync had to find out. */
  reading?: Reading
  /** What is turned on beyond the ordinary; nothing where it is left out. */
  features?: Features
}

/** A recorded template as the API server writes it today: with its defaults, in its spelling. */
export interface Reading {
  /** The uid of the revision. */
  revision: string | undefined
  /** What the template of the set would be recorded as when the API server was asked. */
  present: KubeValue
  /** Absent where the API server does not accept the recorded template. */
  template?: PodTemplateSpec
}

/** The work that the claims of a Pod need before the Pod is created or repaired. */
export interface ClaimWork {
  missing: PersistentVolumeClaim[]
  /** Names of claims that are being deleted: a Pod must not use a volume that is about to be deleted. */
  terminating: string[]
  /** Claims with corrected owner references. */
  ownersToUpdate: PersistentVolumeClaim[]
  /** Names of claims with another controller: the retention policy does not apply to them. */
  controlledByOther: string[]
}

/**
 * One action. Actions are carried out in order and a failure ends the sync, but for the status and the
 * history. Neighbours with the same `batch` are carried out in parallel; if one of them fails, the others
 * are carried out all the same.
 */
export type Action =
  | { kind: 'adopt-revision'; revision: ControllerRevision }
  | { kind: 'adopt-pod'; pod: Pod }
  | { kind: 'release-pod'; pod: Pod }
  /** `present`: what the template of the set would be recorded as. */
  | { kind: 'read-revision'; revision: ControllerRevision; present: KubeValue }
  | { kind: 'create-revision'; revision: ControllerRevision }
  | { kind: 'renumber-revision'; revision: ControllerRevision }
  | { kind: 'create-pod'; pod: Pod; claims: ClaimWork; batch?: string }
  | { kind: 'create-claims'; pod: Pod; claims: ClaimWork; batch?: string }
  | { kind: 'repair-pod'; pod: Pod; claims: ClaimWork; batch?: string }
  | { kind: 'update-claim-owners'; pod: Pod; claims: ClaimWork; batch?: string }
  | { kind: 'delete-pod'; pod: Pod; because: string; batch?: string }
  /** Nothing to do until something changes or, where there is one, until the due time (milliseconds since the epoch). */
  | { kind: 'wait'; because: string; due?: number }
  /** `ifFailed`: what to write instead if an action before it failed. Either may be there already: nothing to write. */
  | { kind: 'update-status'; status?: StatefulSetStatus; ifFailed?: StatefulSetStatus }
  | { kind: 'delete-revision'; revision: ControllerRevision }

/** The result of one step: its actions, and whether the later steps have to wait for them. */
export interface StepResult {
  actions: Action[]
  stop: boolean
}

export type Decide = (snapshot: Snapshot, now: number) => Action[]
