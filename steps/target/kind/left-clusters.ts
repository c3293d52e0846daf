import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { identityOf, isRunning } from '../control-plane/process-identity.ts'

/**
 * Clusters that this user's runs have made, each a file that names the process: a run that was killed cannot delete
 * its cluster, so the next one does.
 */
const folderOf = (env: NodeJS.ProcessEnv): string =>
  join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'statefulset-conformance', 'kind-clusters')

/** To be called before the cluster is made. @returns false if another run has it on record already */
export async function recordCluster(name: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  await mkdir(folderOf(env), { recursive: true })
  try {
    await writeFile(join(folderOf(env), name), identityOf(process.pid) ?? '', { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  }
}

/** To be called when it is gone, or is the user's from now on. */
export async function forgetCluster(name: string, env: NodeJS.ProcessEnv): Promise<void> {
  await rm(join(folderOf(env), name), { force: true })
}

/** Clusters whose runs have ended without deleting them. */
export async function leftClusters(env: NodeJS.ProcessEnv): Promise<string[]> {
  const names = await readdir(folderOf(env)).catch(() => [])
  const owners = await Promise.all(names.map((name) => readFile(join(folderOf(env), name), 'utf8').catch(() => '')))
  return names.filter((_, index) => owners[index] && !isRunning(owners[index]))
}
