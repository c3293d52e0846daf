import type { Container, Pod } from '../../../client/index.ts'
import { isTerminating } from '../pod-state.ts'
import type { Stage } from '../stage.ts'
import { isWaitingFor, replaced, waiting } from './container-status.ts'
import { isMissing } from './image.ts'

const backOff = ({ image }: Container) => `Back-off pulling image "${image}"`

const missing = (pod: Pod): Container[] =>
  pod.spec.containers.filter((one) => isMissing(one) && isWaitingFor(pod, one, 'ContainerCreating'))

/** The image of a container cannot be pulled: the Pod waits, until somebody changes or deletes it. */
export const imageNotPulled: Stage = {
  name: 'image-not-pulled',
  when: (pod) => !isTerminating(pod) && missing(pod).length > 0,
  events: {
    end: (pod) =>
      missing(pod).flatMap((container) => [
        { type: 'Warning', reason: 'Failed', message: `Failed to pull image "${container.image}": not found` },
        { type: 'Warning', reason: 'Failed', message: 'Error: ErrImagePull' },
        { type: 'Normal', reason: 'BackOff', message: backOff(container) },
      ]),
  },
  effect: {
    kind: 'status',
    of: (pod) => ({
      containerStatuses: replaced(
        pod,
        missing(pod).map((container) =>
          waiting(pod, container, { reason: 'ImagePullBackOff', message: backOff(container) }),
        ),
      ),
    }),
  },
}
