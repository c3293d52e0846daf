import type { Stage } from '../stage.ts'

/**
 * The Pod's spec was changed in place. Only where the server keeps observedGeneration at all: before 1.34 it is
 * dropped unless a feature gate is on, and there would be no end to writing it.
 */
export const podGenerationObserved: Stage = {
  name: 'pod-generation-observed',
  when: (pod) =>
    pod.status?.observedGeneration !== undefined &&
    pod.status.observedGeneration !== pod.metadata.generation &&
    pod.status.phase === 'Running',
  effect: {
    kind: 'status',
    of: (pod) => ({
      observedGeneration: pod.metadata.generation,
      containerStatuses: (pod.status?.containerStatuses ?? []).map((status) => {
        const image = pod.spec.containers.find(({ name }) => name === status.name)?.image
        return image === undefined ? status : { ...status, image, imageID: image }
      }),
    }),
  },
}
