import { isHealthy } from '../../observe/facts/pods.ts'
import type { Breach } from '../verdict.ts'
import { type DeletedPod, deletedPods } from './deleted-pods.ts'
import type { History, Invariant } from './invariant.ts'
import { isInsteadOfSurplus } from './scaled-down-in-order.ts'

export const keepsPods: Invariant = {
  guarantee: 'SS-UPD-005',
  sentence: 'a healthy Pod in range is not deleted while no template has changed',
  breaches: (history) => needless(history, (deleted) => isHealthy(deleted.pod) && !isRollingOut(deleted)),
}

export const keepsUpdatedPods: Invariant = {
  guarantee: 'SS-UPD-007',
  sentence: 'a healthy Pod at the update revision is not deleted during a rollout',
  breaches: (history) => needless(history, (deleted) => isHealthy(deleted.pod) && isRollingOut(deleted)),
}

export const keepsUnreadyPods: Invariant = {
  guarantee: 'SS-RES-006',
  sentence: 'a Pod is not deleted because it is pending or not ready',
  breaches: (history) => needless(history, ({ pod }) => !isHealthy(pod)),
}

const needless = (history: History, concerns: (deleted: DeletedPod) => boolean): Breach[] =>
  deletedPods(history)
    .filter((deleted) => deleted.reasons.length === 0 && concerns(deleted) && !isInsteadOfSurplus(history, deleted))
    .map(({ name, seq, cause }) => ({
      because: `${name} was deleted though it is in range, up to date and has not ended`,
      expected: `${name} stays`,
      seen: 'deleted',
      at: seq,
      cause,
    }))

const isRollingOut = ({ versions }: DeletedPod): boolean =>
  versions.some(({ status }) => status?.['currentRevision'] !== status?.['updateRevision'])
