import { findKubeconfig } from '../client/index.ts'
import { choiceOf, startReferenceController } from '../target/index.ts'
import { requireConsent } from './consent.ts'
import type { ClusterOptions } from './doctor.ts'
import { exitCodes } from './errors.ts'
import { interrupted } from './interruption.ts'
import { validateGates, validateMutant } from './validate-options.ts'

export interface ControllerOptions extends Pick<ClusterOptions, 'kubeconfig' | 'context'> {
  readonly yes?: boolean
  readonly mutant?: string
  readonly kubernetes?: string
  readonly featureGates?: string
}

/** Runs the reference controller on the cluster of a kubeconfig until it is interrupted. */
export async function runController({ yes, mutant, ...options }: ControllerOptions): Promise<number> {
  await validateGates(options)
  // As on a control plane: the API server is not ours.
  if (mutant !== undefined)
    await validateMutant(mutant, { ...options, target: 'control-plane', controller: 'reference' })
  const { text, context } = await findKubeconfig(options)
  requireConsent(context, yes)
  // Signal handlers come first: an interruption during the start also stops it cleanly.
  const end = interrupted()
  const controller = await startReferenceController(text, {
    choice: choiceOf(options),
    onError: (error) => console.error(`retried: ${(error as Error).message}`),
    ...(mutant !== undefined && { mutant }),
  })
  const which = mutant === undefined ? 'the reference controller' : `the mutant ${mutant}`
  console.log(`${which} reconciles the StatefulSets of context ${context}; Ctrl-C stops it`)
  await end
  await controller.stop()
  console.log('stopped')
  return exitCodes.conformant
}
