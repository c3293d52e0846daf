import { stringify } from 'yaml'

/** A cluster as the suite orders it. */
export interface ClusterOrder {
  readonly name: string
  /** Nodes in all; the first is the control plane and runs Pods only if it is the only one. Default: 1. */
  readonly nodes?: number
  /** The image that nodes run, and with it the version of Kubernetes; default: what this kind was released with. */
  readonly image?: string
  /** Patches of kubeadm's configuration, merged by kind: objects with a `kind`, such as ClusterConfiguration. */
  readonly kubeadmPatches?: readonly KubeadmPatch[]
}

export type KubeadmPatch = { readonly kind: string } & Readonly<Record<string, unknown>>

/**
 * Upstream's StatefulSet controller off. The other two are off in every cluster that kubeadm makes with kind's
 * settings only by default; a list that names any controller must contain `*` for those that are on.
 * @see https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/
 */
export const withoutStatefulSetController: KubeadmPatch = {
  kind: 'ClusterConfiguration',
  controllerManager: {
    extraArgs: { controllers: '*,bootstrap-signer-controller,token-cleaner-controller,-statefulset-controller' },
  },
}

/** The configuration file of `kind create cluster`. */
export function clusterConfig({ nodes = 1, kubeadmPatches = [] }: ClusterOrder): string {
  return stringify({
    kind: 'Cluster',
    apiVersion: 'kind.x-k8s.io/v1alpha4',
    nodes: Array.from({ length: nodes }, (_, index) => ({ role: index === 0 ? 'control-plane' : 'worker' })),
    // Inner YAML as text: kind merges each into the kubeadm document of the same kind.
    kubeadmConfigPatches: kubeadmPatches.map((patch) => stringify(patch)),
  })
}
