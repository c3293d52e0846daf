import type { Wait } from '../../patience/index.ts'

/** How long the parts of a control plane may take; measured on two cores a start takes three seconds, a cold build five minutes. */
export const waits = {
  etcdListens: { ms: 30_000, covers: 'etcd accepts connections after its start' },
  apiServerReady: { ms: 90_000, covers: 'kube-apiserver answers /readyz with 200 after its start' },
  controllersHealthy: { ms: 60_000, covers: 'kube-controller-manager answers /healthz with 200 after its start' },
  otherBuildEnds: { ms: 3_600_000, covers: 'another run that is building the same binaries publishes them' },
} as const satisfies Record<string, Wait>

/** Milliseconds between two questions: to a process that is starting, and about a build that takes minutes. */
export const every = { process: 25, build: 500 } as const
