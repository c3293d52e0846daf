import type {
  ControllerRevision,
  PersistentVolumeClaim,
  Pod,
  StatefulSet,
  StatefulSetStatus,
} from '../../client/objects.ts'

/** What the controller knows when it decides: the state of its caches at one moment. Never changed, only replaced. */
export interface Snapshot {
  set: StatefulSet
  /** How owner references name the set's kind; a value, since kinds other than apps/v1 StatefulSet are run too. */
  type: { apiVersion: string; kind: string }
  /** The Pods that the set controls, and those of its namespace that nobody controls. */
  pods: readonly Pod[]
  /** All claims, by `namespace/name`. */
  claims: ReadonlyMap<string, PersistentVolumeClaim>
  /** The revisions that the set controls, and those of its namespace that nobody controls. */
  revisions: readonly ControllerRevision[]
  /** How often the name of a new revision was found taken, those of this sync included. */
  collisionCount: number
  /** The revision of the present template, once a sync had to create or renumber it. */
  established?: ControllerRevision
}

/** What a Pod's claims need before the Pod itself can have its turn. */
export interface ClaimWork {
  missing: PersistentVolumeClaim[]
  /** Names of claims that are being deleted: a Pod must not be given a volume that is about to vanish. */
  vanishing: string[]
  /** Claims as they should be: same but for their owner references. */
  reowned: PersistentVolumeClaim[]
  /** Names of claims that somebody else controls, so that the retention policy cannot be applied. */
  foreign: string[]
}

/**
 * One thing to do. Actions are carried out in order and a failure ends the sync, but for the status and the
 * history. Neighbours with the same `batch` are carried out side by side; if one of them fails, the rest of the
 * batch still has its chance.
 */
export type Action =
  | { kind: 'adopt-revision'; revision: ControllerRevision }
  | { kind: 'adopt-pod'; pod: Pod }
  | { kind: 'release-pod'; pod: Pod }
  | { kind: 'create-revision'; revision: ControllerRevision }
  | { kind: 'renumber-revision'; revision: ControllerRevision }
  | { kind: 'create-pod'; pod: Pod; claims: ClaimWork; batch?: string }
  | { kind: 'create-claims'; pod: Pod; claims: ClaimWork; batch?: string }
  | { kind: 'repair-pod'; pod: Pod; claims: ClaimWork; batch?: string }
  | { kind: 'reown-claims'; pod: Pod; claims: ClaimWork; batch?: string }
  | { kind: 'delete-pod'; pod: Pod; because: string; batch?: string }
  /** Nothing to do until something changes or, where there is one, until the due time (milliseconds since the epoch). */
  | { kind: 'wait'; because: string; due?: number }
  /** `ifFailed`: what to write instead if an action before it failed. Either may be there already: nothing to write. */
  | { kind: 'update-status'; status?: StatefulSetStatus; ifFailed?: StatefulSetStatus }
  | { kind: 'delete-revision'; revision: ControllerRevision }

/** What one concern has to say: what to do, and whether the later concerns have to wait for it. */
export interface Verdict {
  actions: Action[]
  stop: boolean
}

export type Decide = (snapshot: Snapshot, now: number) => Action[]
