import { type ResourceRequest, type Response, StatusError } from '../request/index.ts'
import { existingObject } from './update.ts'

/** The subresources of Pods that a kubelet answers. */
export const IN_CONTAINERS: readonly string[] = ['log', 'exec', 'attach', 'portforward']

/** Says that no kubelet is there to answer. */
export function answerWithoutContainers(request: ResourceRequest): Response {
  existingObject(request)
  throw new StatusError(
    501,
    'NotImplemented',
    `pods "${request.name}" runs on a simulated node, which runs no containers: there is no ${request.subresource}`,
  )
}
