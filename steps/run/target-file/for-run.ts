import { apiVersion, isCustom, type Resource } from '../../client/index.ts'
import type { ControllerChoice, Target } from '../../target/index.ts'
import { UsageError } from '../errors.ts'
import type { CertifyOptions } from '../options.ts'
import { definitionOf } from './definition.ts'
import { isReference, REFERENCE } from './implementation.ts'
import { loadTargetFile, type TargetFile } from './load.ts'

type Choice = Pick<CertifyOptions, 'kindFile' | 'target' | 'controller'>

/** The target file of a run, checked against the target. @throws UsageError */
export async function targetFileOf({ kindFile, target, controller }: Choice): Promise<TargetFile> {
  const targetFile = await loadTargetFile(kindFile)
  const { kind, install, file, lineOf } = targetFile
  if (!isCustom(kind)) return targetFile
  if (controller === 'upstream')
    throw new UsageError(
      `upstream's controller reconciles no ${kind.kind} of ${apiVersion(kind)}: expected --controller reference or none`,
    )
  const isOwn = ['reference', 'control-plane'].includes(target)
  if (isOwn && !install.command && !definitionOf(kind, install.manifests))
    throw new UsageError(
      `${file}:${lineOf(['install', 'manifests'])}: install.manifests: expected the CustomResourceDefinition of ${kind.plural}.${kind.group}, which a new cluster does not serve, found none`,
    )
  return targetFile
}

/** The controller of a run: upstream's reconciles no kind but its own. */
export function controllerFor(
  { kind }: Pick<TargetFile, 'kind'>,
  { target, controller }: Choice,
): { readonly controller?: ControllerChoice } {
  if (controller !== undefined || !isCustom(kind) || target === 'reference') return controller ? { controller } : {}
  return { controller: 'none' }
}

/** Why examples that run kubectl are not applicable to a kind. */
export const noKubectl = ({ kind }: Resource): string =>
  `the commands of kubectl for StatefulSets, such as rollout, do not know ${kind}`

/** A target whose kubectl, if there is one, is of no use. */
export const withoutKubectl = (target: Target, kind: Resource): Target => ({
  ...target,
  lacking: { ...target.lacking, kubectl: noKubectl(kind) },
})

/** The deviations of the controller that the file describes, where it is the one under test. */
export function ownDeviations(
  { deviations, implementation }: Pick<TargetFile, 'deviations' | 'implementation'>,
  choice: Choice,
): TargetFile['deviations'] {
  return isReference(choice) && implementation.project !== REFERENCE.project ? [] : deviations
}
