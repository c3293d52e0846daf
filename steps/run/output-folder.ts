import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { CLUSTER_LOGS } from '../target/index.ts'
import { UsageError } from './errors.ts'

/**
 * Makes the folder for the evidence of a run, empty. What an earlier run has left in it is removed, and nothing else.
 * @throws UsageError when it can't be written to, or holds what no run has put there
 */
export function freshOutput(folder: string): void {
  requireOwnFolder(folder)
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true })
}

/**
 * Makes the folder unless it is there; what it holds must be of an earlier run.
 * @throws UsageError when it can't be written to, or holds what no run has put there
 */
export function requireOwnFolder(folder: string): void {
  if (isUsable(folder)) return
  throw new UsageError(
    `${folder} holds files, but neither run.json nor messages.ndjson of an earlier run, so it is not emptied: name another folder with --output, or empty it yourself`,
  )
}

function isUsable(folder: string): boolean {
  try {
    makeFolder(resolve(folder))
    accessSync(folder, constants.W_OK)
    return isOurs(folder)
  } catch (error) {
    throw new UsageError(`the evidence cannot be written to ${folder}: ${(error as Error).message}`)
  }
}

/** For a run that ends before there is any evidence: leaves no empty folder. */
export function removeIfEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder)
}

const TRACES = 'traces'

/** An earlier run's, empty, or made of nothing but such folders, as that of all mutants is. */
function isOurs(folder: string): boolean {
  const entries = readdirSync(folder, { withFileTypes: true })
  if (entries.some(({ name }) => name === 'run.json' || name === 'messages.ndjson' || name === 'traces')) return true
  return entries.every(
    (entry) => entry.isDirectory() && ([CLUSTER_LOGS, TRACES].includes(entry.name) || isOurs(join(folder, entry.name))),
  )
}

/** One by one: mkdir's own recursion never ends where the system reports a missing parent that exists (/proc). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) {
    if (!statSync(folder).isDirectory()) throw new Error(`${folder} is not a folder`)
    return
  }
  makeFolder(dirname(folder))
  mkdirSync(folder)
}
