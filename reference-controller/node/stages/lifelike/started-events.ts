import type { Container, NewEvent } from '../../../client/index.ts'

/** The words of kubelet 1.36 when a container starts. */
export const startedEvents = ({ image }: Container): NewEvent[] => [
  { type: 'Normal', reason: 'Pulled', message: `Container image "${image}" already present on machine` },
  { type: 'Normal', reason: 'Created', message: 'Container created' },
  { type: 'Normal', reason: 'Started', message: 'Container started' },
]
