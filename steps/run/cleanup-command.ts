import { findKubeconfig } from '../client/index.ts'
import { requireConsent } from './consent.ts'
import type { ClusterOptions } from './doctor.ts'
import { exitCodes } from './errors.ts'
import { removeLeftovers } from './remove-leftovers.ts'
import { loadTargetFile } from './target-file/index.ts'

interface CleanupOptions extends ClusterOptions {
  readonly run?: string
  readonly yes?: boolean
}

/** Removes what runs left behind on a cluster, and waits until it is gone. */
export async function cleanup({ run, yes, ...options }: CleanupOptions): Promise<number> {
  const { kind } = await loadTargetFile(options.kindFile)
  const { text, context } = await findKubeconfig(options)
  requireConsent(context, yes)
  const runs = await removeLeftovers(text, { kind, say: console.error, ...(run ? { run } : {}) })
  console.log(runs.length > 0 ? `removed what was left of ${runs.join(', ')}` : 'nothing was left')
  return exitCodes.conformant
}
