import { ordinary } from '../ordinary/ordinary.ts'
import { podReadinessChanged } from '../ordinary/pod-readiness-changed.ts'
import { podStarted } from '../ordinary/pod-started.ts'
import { podTerminated } from '../ordinary/pod-terminated.ts'
import { slow } from '../slow/slow.ts'
import type { Stage } from '../stage.ts'
import { containerCrashed } from './container-crashed.ts'
import { containerRestarted } from './container-restarted.ts'
import { areReady } from './container-status.ts'
import { cannotStart } from './image.ts'
import { imageNotPulled } from './image-not-pulled.ts'
import { podCreating } from './pod-creating.ts'
import { startedEvents } from './started-events.ts'

/**
 * A node for people who watch: Pods are seen to be created before they run, they have events, an image can be missing and
 * a container can crash.
 */
export const lifelike: Stage[] = lifelikeAfter(0)

/**
 * @param startDelay the time in milliseconds that the containers of a Pod take to start; unless it is 0 they take their time
 * to end, too
 */
export function lifelikeAfter(startDelay: number): Stage[] {
  const started: Stage = {
    ...podStarted,
    when: (pod) => podStarted.when(pod) && !podCreating.when(pod) && !cannotStart(pod),
    delay: () => startDelay,
    events: { end: (pod) => pod.spec.containers.flatMap(startedEvents) },
  }
  return [
    ...(startDelay > 0 ? slow : ordinary).map((stage) => inPlaceOf(stage, started)),
    podCreating,
    { ...imageNotPulled, delay: () => startDelay },
    containerCrashed,
    containerRestarted,
  ]
}

function inPlaceOf(stage: Stage, started: Stage): Stage {
  if (stage.name === podStarted.name) return started
  if (stage.name === podReadinessChanged.name) return { ...stage, when: (pod) => stage.when(pod) && areReady(pod) }
  if (stage.name !== podTerminated.name) return stage
  const killing = ({ name }: { name: string }) =>
    ({ type: 'Normal', reason: 'Killing', message: `Stopping container ${name}` }) as const
  return { ...stage, events: { begin: (pod) => pod.spec.containers.map(killing) } }
}
