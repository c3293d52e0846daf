/**
 * A cluster that somebody else runs, reached through a context of a kubeconfig.
 *
 * The suite surveys it before it creates anything: present features become capabilities, missing ones become the reasons
 * of scenarios that are not applicable, and conditions that may falsify a verdict become warnings. Other targets with
 * a kubeconfig (a kind cluster) use `useCluster`.
 */
import {
  ApiError,
  connectByKubeconfig,
  type Found,
  findKubeconfig,
  type Resource,
  withFieldMaps,
} from '../../client/index.ts'
import { stretched, waits } from '../../patience/index.ts'
import { type Finding, type Survey, survey, withOffered } from '../../survey/index.ts'
import { offeredBy } from '../control.ts'
import { controlNamed } from '../control-named.ts'
import { install } from '../install.ts'
import { type Target, type TargetOptions, WORKLOAD_IMAGE } from '../target.ts'
import { statefulSetKind } from '../workload-kind.ts'

/** The cluster that the user's kubeconfig names. */
export async function useKubeconfig(options: TargetOptions): Promise<Target> {
  const control = options.control === undefined ? undefined : controlNamed(options.control)
  const target = await useCluster(await findKubeconfig(options), options, await offeredBy(control))
  return control ? { ...target, controls: target.kubeconfigs.map(() => control) } : target
}

/**
 * A cluster by its kubeconfig's text: surveyed, and refused if nothing can run there.
 * @param offered by its control endpoint
 */
export async function useCluster(
  { text, context }: Found,
  options: TargetOptions,
  offered: readonly string[] = [],
): Promise<Target> {
  const installed = await install(text, options.install, options.progress)
  try {
    const target = await surveyedTarget({ text, context }, options, offered)
    return { ...target, stop: installed.remove }
  } catch (error) {
    await installed.remove()
    throw error
  }
}

async function surveyedTarget(
  { text, context }: Found,
  options: TargetOptions,
  offered: readonly string[],
): Promise<Target> {
  const { controller = 'none', parallel, image = WORKLOAD_IMAGE, progress, kind } = options
  const looked = { ...(kind && { kind }), ...(options.image !== undefined && { image: options.image }) }
  const found = withOffered(await surveyed(text, looked), offered)
  for (const { text: what, remedy } of found.findings) progress(`${what}; ${remedy}`)
  const blocking = found.findings.filter(({ severity }) => severity === 'error')
  if (blocking.length > 0) throw new Error(`nothing can run on ${context}:\n${blocking.map(asLine).join('\n')}`)
  return {
    name: 'kubeconfig',
    kubeconfigs: Array.from({ length: parallel }, () => text),
    controls: [],
    controller,
    capabilities: found.capabilities,
    lacking: found.lacking,
    simulated: [],
    disposable: false,
    image,
    volumeBinding: found.volumeBinding,
    provenance: { ...(found.version ? { 'kube-apiserver': found.version } : {}), context },
    failed: new Promise(() => {}),
    async stop() {},
  }
}

/** What a survey is about. */
export interface Looked {
  readonly kind?: Resource
  /** What the user has named, if anything. */
  readonly image?: string
}

/** Surveys the cluster of a kubeconfig. */
export async function surveyed(kubeconfig: string, { kind = statefulSetKind, image }: Looked): Promise<Survey> {
  const connected = await connectByKubeconfig(kubeconfig, {
    userAgent: () => 'statefulset-conformance (survey)',
    answeredWithin: stretched(waits.requestAnswered.ms),
  })
  const api = withFieldMaps(connected, kind)
  try {
    return await survey({
      api,
      kind,
      image: image ?? WORKLOAD_IMAGE,
      imageNamed: image !== undefined,
    })
  } catch (error) {
    if (error instanceof ApiError) throw error
    throw new Error('the cluster cannot be surveyed', { cause: error })
  } finally {
    await api.close()
  }
}

const asLine = ({ text, remedy }: Finding): string => `  ${text}\n    ${remedy}`
