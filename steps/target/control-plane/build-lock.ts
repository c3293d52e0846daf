import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { askAgain, every, waits } from '../../patience/index.ts'
import { identityOf, isRunning } from './process-identity.ts'

/**
 * Runs the work while holding a lock file, so that two runs do not spend minutes on the same build. A lock whose
 * holder is dead is taken over. Should two runs take one over in the same instant, both build: publishing is atomic,
 * so that costs time only.
 */
export async function withBuildLock(
  lock: string,
  progress: (line: string) => void,
  work: () => Promise<void>,
): Promise<void> {
  const identity = identityOf(process.pid) ?? ''
  let reported = false
  await askAgain(
    async () => {
      const holder = await take(lock, identity)
      if (holder === undefined) return true
      if (!reported) progress(`another run (${holder}) is building the control plane; waiting for it. Lock: ${lock}`)
      reported = true
      return undefined
    },
    {
      what: `the build that holds ${lock} ends; remove that file if no build is running`,
      every: every.build,
      atMost: waits.otherBuildEnds.ms,
    },
  )
  try {
    await work()
  } finally {
    await rm(lock, { force: true })
  }
}

/** Takes the lock, or returns its holder. A link appears with its content, a file written in place would be empty for a moment. */
async function take(lock: string, identity: string): Promise<string | undefined> {
  const mine = `${lock}.${process.pid}`
  await writeFile(mine, identity)
  try {
    await link(mine, lock)
    return undefined
  } catch (error) {
    // Some network file systems have no links: then nobody can hold a lock.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return undefined
    const holder = await readFile(lock, 'utf8').catch(() => '')
    if (!holder || !isRunning(holder)) await rm(lock, { force: true })
    return holder || 'unknown'
  } finally {
    await rm(mine, { force: true })
  }
}
