/**
 * A cluster that somebody else runs, reached through a context of a kubeconfig.
 *
 * Nothing is known of it but what it answers, so it is surveyed before anything is created: what it can do becomes
 * capabilities, what it lacks the reason of scenarios that are not applicable, and what would spoil a verdict is said.
 * Other targets that end in a kubeconfig (a kind cluster) come in by `useCluster`.
 */
import { ApiError, connectByKubeconfig, type Found, findKubeconfig } from '../../client/index.ts'
import { stretched, waits } from '../../patience/index.ts'
import { type Finding, type Survey, survey } from '../../survey/index.ts'
import { type Target, type TargetOptions, WORKLOAD_IMAGE } from '../target.ts'
import { statefulSetKind } from '../workload-kind.ts'

/** The cluster that the user's kubeconfig names. */
export async function useKubeconfig(options: TargetOptions): Promise<Target> {
  return useCluster(await findKubeconfig(options), options)
}

/** A cluster by its kubeconfig's text: surveyed, and refused if nothing can run there. */
export async function useCluster({ text, context }: Found, options: TargetOptions): Promise<Target> {
  const { controller = 'upstream', parallel, image = WORKLOAD_IMAGE, progress } = options
  const found = await surveyed(text, options.image)
  for (const { text: what, remedy } of found.findings) progress(`${what}; ${remedy}`)
  const blocking = found.findings.filter(({ weight }) => weight === 'blocks')
  if (blocking.length > 0) throw new Error(`nothing can run on ${context}:\n${blocking.map(asLine).join('\n')}`)
  return {
    name: 'kubeconfig',
    kubeconfigs: Array.from({ length: parallel }, () => text),
    controller,
    capabilities: found.capabilities,
    lacking: found.lacking,
    simulated: [],
    disposable: false,
    image,
    volumeBinding: found.volumeBinding,
    provenance: { ...(found.version ? { 'kube-apiserver': found.version } : {}), context },
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

/** Surveys the cluster of a kubeconfig. `image` is what the user has named, if anything. */
export async function surveyed(kubeconfig: string, image?: string): Promise<Survey> {
  const api = await connectByKubeconfig(kubeconfig, {
    userAgent: () => 'statefulset-conformance (survey)',
    answeredWithin: stretched(waits.requestAnswered.ms),
  })
  try {
    return await survey({
      api,
      kind: statefulSetKind,
      image: image ?? WORKLOAD_IMAGE,
      imageNamed: image !== undefined,
    })
  } catch (error) {
    if (error instanceof ApiError) throw error
    throw new Error('the cluster cannot be asked', { cause: error })
  } finally {
    await api.close()
  }
}

const asLine = ({ text, remedy }: Finding): string => `  ${text}\n    ${remedy}`
