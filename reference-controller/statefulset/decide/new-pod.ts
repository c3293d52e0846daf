import type { Pod, StatefulSet } from '../../client/objects.ts'
import { withClaimVolumes } from './claims.ts'
import { controllerReference, identityLabels, REVISION_LABEL } from './identity.ts'
import { startOrdinal } from './ordinals.ts'
import { templateOf } from './revision-name.ts'
import type { Replica, View } from './view.ts'

/** The Pod for an empty place: the template of the revision that applies to it, with the identity laid over it. */
export function newPod(view: View, { ordinal, name }: Replica): Pod | undefined {
  const { set, type } = view.snapshot
  const revision = keepsCurrentRevision(set, ordinal) ? view.current : view.update
  if (!revision) return undefined
  const { metadata = {}, spec } = templateOf(revision)
  // Values of hostname and subdomain in the template do not count: the name is the identity.
  const { hostname: _, subdomain: __, ...given } = spec
  const { labels, annotations, finalizers } = metadata
  const volumes = withClaimVolumes(set, ordinal, spec.volumes)
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      generateName: `${set.metadata.name}-`,
      namespace: set.metadata.namespace ?? '',
      labels: { ...labels, ...identityLabels(name, ordinal), [REVISION_LABEL]: revision.metadata.name },
      ...(annotations && { annotations }),
      ...(finalizers && { finalizers }),
      ownerReferences: [controllerReference(type, set)],
    },
    spec: {
      ...given,
      hostname: name,
      ...(set.spec.serviceName ? { subdomain: set.spec.serviceName } : {}),
      ...(volumes.length > 0 && { volumes }),
    },
  }
}

/**
 * Selects the template of a replacement Pod. A partition protects the ordinals below it. Where the strategy has no
 * `rollingUpdate` block at all (which differs from partition 0), it protects as many ordinals as still have the current
 * revision, from the lowest up.
 * https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/controller/statefulset/stateful_set_utils.go
 */
function keepsCurrentRevision(set: StatefulSet, ordinal: number): boolean {
  const { type = 'RollingUpdate', rollingUpdate } = set.spec.updateStrategy ?? { rollingUpdate: {} }
  const index = ordinal - startOrdinal(set)
  if (rollingUpdate) return index < (rollingUpdate.partition ?? 0)
  return type === 'RollingUpdate' && index < (set.status?.currentReplicas ?? 0)
}
