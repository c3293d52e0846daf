import type { RunInfoInput } from '../../../reports/format/run-info.ts'
import type { CertifyOptions } from '../options.ts'
import type { TargetFile } from './load.ts'

type Choice = Pick<CertifyOptions, 'kindFile' | 'target' | 'controller'>

/** The reference controller as an implementation. */
export const REFERENCE = {
  organization: 'statefulset-conformance',
  project: 'reference-controller',
  url: 'https://statefulset-conformance.dev',
  contact: ['https://statefulset-conformance.dev'],
  statusManagers: ['statefulset-controller'],
}

/** Whether the suite's own controller is under test. */
export const isReference = ({ target, controller }: Pick<Choice, 'target' | 'controller'>): boolean =>
  controller === 'reference' || (controller === undefined && target === 'reference')

type Tested = 'reference' | 'upstream' | 'of the file' | 'unnamed'

/** On a cluster of somebody else nobody knows whose controller reconciles StatefulSets unless the user says it. */
function testedBy(choice: Choice): Tested {
  const { kindFile, target, controller } = choice
  if (isReference(choice)) return 'reference'
  if (kindFile !== undefined) return 'of the file'
  if (controller === 'upstream') return controller
  return controller === undefined && target !== 'kubeconfig' ? 'upstream' : 'unnamed'
}

/** Whose controller a run certifies, for its report. */
export function implementationOf(
  { implementation }: Pick<TargetFile, 'implementation'>,
  choice: Choice,
  version: string | undefined,
): Pick<RunInfoInput, 'controller' | 'implementation'> {
  const tested = testedBy(choice)
  if (tested === 'unnamed') return { controller: tested }
  const {
    statusManagers: _,
    version: declared,
    ...whose
  } = tested === 'reference' ? { ...REFERENCE, version } : implementation
  const known = version ?? declared
  return {
    controller: tested === 'of the file' ? whose.project : tested,
    implementation: { ...whose, ...(known !== undefined && { version: known }) },
  }
}

/** Who may write the status of workloads, where the suite or the target file says whose controller it is. */
export function expectedManagers(
  { implementation }: Pick<TargetFile, 'implementation'>,
  choice: Choice,
): { readonly statusManagers?: readonly string[] } {
  const tested = testedBy(choice)
  if (tested === 'unnamed') return {}
  const { statusManagers } = tested === 'reference' ? REFERENCE : implementation
  return statusManagers ? { statusManagers } : {}
}
