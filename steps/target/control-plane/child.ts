import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { execa } from 'execa'

/** A running program. */
export interface Child {
  readonly pid: number | undefined
  /** Resolves when the program has ended: with an Error, unless `stop` was called before. */
  readonly ended: Promise<Error | undefined>
  /** Ends it at once. SIGKILL, because kube-apiserver takes a minute over SIGTERM while a watch is open. */
  stop(): Promise<void>
}

/** The program to start. Its output goes to the log file. */
export interface Command {
  readonly name: string
  readonly file: string
  readonly args: readonly string[]
  readonly log: string
  /** Words to put before the command so that it dies with this process. */
  readonly tether: readonly string[]
}

/** The words that tie a child to its parent's death, or none where the system cannot do it (not Linux, or BusyBox). */
export async function findTether(): Promise<readonly string[]> {
  const words = ['setpriv', '--pdeathsig', 'KILL']
  const tried = process.platform === 'linux' && (await execa('setpriv', [...words.slice(1), 'true'], { reject: false }))
  return tried && tried.exitCode === 0 ? words : []
}

/** Starts a program as a child of this process. */
export function startChild({ name, file, args, log, tether }: Command): Child {
  const output = openSync(log, 'a')
  const [program, ...words] = [...tether, file, ...args] as [string, ...string[]]
  // A tethered child needs no signals of the terminal: Ctrl-C must not look like a control plane that died.
  const child = spawn(program, words, { stdio: ['ignore', output, output], detached: tether.length > 0 })
  closeSync(output)
  const kill = () => void child.kill('SIGKILL')
  // Before its data is removed, which is a matter of `exit` too.
  process.prependOnceListener('exit', kill)
  let stopping = false
  const ended = new Promise<Error | undefined>((resolve) => {
    const settle = async (how: string, cause?: Error) => {
      process.off('exit', kill)
      resolve(stopping ? undefined : new Error(await obituary(name, how, log), { cause }))
    }
    child.once('error', (error) => void settle(`could not be started (${error.message})`, error))
    child.once(
      'exit',
      (code, signal) => void settle(signal ? `was killed by ${signal}` : `ended with exit code ${code}`),
    )
  })
  const stop = async () => {
    stopping = true
    kill()
    await ended
  }
  return { pid: child.pid, ended, stop }
}

async function obituary(name: string, how: string, log: string): Promise<string> {
  const lines = await lastLines(log, 12)
  return [
    `${name} ${how}; it was expected to run until it is stopped.`,
    ...(lines.length ? ['Its last lines:'] : []),
    ...lines,
  ].join('\n')
}

/** The end of a log that may be long: at most `count` lines, each cut to a readable length. */
async function lastLines(file: string, count: number): Promise<string[]> {
  const handle = await open(file).catch(() => undefined)
  if (!handle) return []
  try {
    const { size } = await handle.stat()
    const length = Math.min(size, 64 * 1024)
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length)
    const lines = buffer.toString('utf8').split('\n').filter(Boolean)
    return lines.slice(-count).map((line) => `  ${line.slice(0, 400)}`)
  } finally {
    await handle.close()
  }
}
