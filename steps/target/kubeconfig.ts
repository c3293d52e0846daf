import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { connect, type KubeObject, resources } from '../client/index.ts'
import { stretched, waits } from '../patience/index.ts'
import { type Target, type TargetOptions, type VolumeBinding, WORKLOAD_IMAGE } from './target.ts'

/** A cluster that somebody else runs, reached through a context of a kubeconfig. */
export async function useKubeconfig(options: TargetOptions): Promise<Target> {
  const { controller = 'upstream', parallel, image = WORKLOAD_IMAGE } = options
  const kubeconfig = await kubeconfigText(options)
  return {
    name: 'kubeconfig',
    kubeconfigs: Array.from({ length: parallel }, () => kubeconfig),
    controller,
    capabilities: ['gc', 'endpoints', 'kubelet'],
    simulated: [],
    disposable: false,
    image,
    volumeBinding: await volumeBinding(kubeconfig),
    provenance: {},
    failed: new Promise(() => {}),
    forgetHistory: () =>
      Promise.reject(
        new Error(
          'the history of a cluster that others use is not dropped: fault lose-history is for reference and control-plane',
        ),
      ),
    async stop() {},
  }
}

async function kubeconfigText({ kubeconfig, context }: TargetOptions): Promise<string> {
  const file = kubeconfig ?? process.env['KUBECONFIG'] ?? join(homedir(), '.kube', 'config')
  const text = await readFile(file, 'utf8')
  return context ? stringify({ ...(parse(text) as object), 'current-context': context }) : text
}

async function volumeBinding(kubeconfig: string): Promise<VolumeBinding | undefined> {
  const api = connect(kubeconfig, {
    userAgent: () => 'statefulset-conformance',
    answeredWithin: stretched(waits.requestAnswered.ms),
  })
  try {
    const classes = await api.list<KubeObject>(resources.storageClasses)
    const standard = classes.items.find(
      ({ metadata }) => metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true',
    )
    return standard?.['volumeBindingMode'] as VolumeBinding | undefined
  } finally {
    await api.close()
  }
}
