import { rmSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { identityOf, isRunning } from './process-identity.ts'

/** etcd allocates 123 MiB before its first write; containers often get a /dev/shm of 64 MiB. */
const roomNeeded = 512 * 1024 * 1024

/** The folder for the data of a temporary etcd: in memory if there is enough of it, since etcd waits for its disk. */
export async function dataParent(memory = '/dev/shm'): Promise<string> {
  const room = await statfs(memory).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  )
  return room >= roomNeeded ? memory : tmpdir()
}

/** A fresh folder that belongs to this process. Folders of the same prefix whose owners are dead are removed first. */
export async function ownedFolder(parent: string, prefix: string): Promise<string> {
  await mkdir(parent, { recursive: true })
  await sweep(parent, prefix)
  const folder = await mkdtemp(join(parent, `${prefix}${process.pid}-`))
  removeOnExit(folder)
  await writeFile(join(folder, 'owner'), identityOf(process.pid) ?? '')
  return folder
}

/** Records a child in its owner's folder, so that a process that removes the folder ends the child first. */
export async function recordChild(folder: string, name: string, pid: number): Promise<void> {
  await writeFile(join(folder, `${name}.process`), identityOf(pid) ?? '')
}

const removal = { recursive: true, force: true, maxRetries: 5 }
const mine = new Set<string>()

/** Removes a folder and what is in it. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, removal)
  mine.delete(folder)
}

/** Removes the data of a process that exits without stopping its children, as at a second Ctrl-C. */
function removeOnExit(folder: string): void {
  if (mine.size === 0) process.once('exit', () => mine.forEach((each) => void rmSync(each, removal)))
  mine.add(folder)
}

async function sweep(parent: string, prefix: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = name.startsWith(prefix) && /^\d+/.exec(name.slice(prefix.length))?.[0]
    if (!pid || (await isOwned(join(parent, name), Number(pid)))) continue
    await endChildren(join(parent, name))
    await removeFolder(join(parent, name)).catch(() => undefined)
  }
}

/** The owner file appears a moment after its folder; until then the id in the folder's name answers. */
async function isOwned(folder: string, pid: number): Promise<boolean> {
  const owner = await readFile(join(folder, 'owner'), 'utf8').catch(() => '')
  return owner ? isRunning(owner) : identityOf(pid) !== undefined
}

/** On platforms other than Linux child processes cannot be tied to their parent, so they survive a killed run. */
async function endChildren(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names.filter((each) => each.endsWith('.process'))) {
    const identity = await readFile(join(folder, name), 'utf8').catch(() => '')
    const pid = Number(identity.split(' ')[1])
    if (identity && identityOf(pid) === identity) process.kill(pid, 'SIGKILL')
  }
}
