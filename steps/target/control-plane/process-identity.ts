import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'

/**
 * A name for a running process that stays its own when its id is given to another: host, id and start time.
 * `undefined` when there is no such process.
 */
export function identityOf(pid: number): string | undefined {
  const start = process.platform === 'linux' ? startOnLinux(pid) : startBySignal(pid)
  return start && `${hostname()} ${pid} ${start}`
}

/** True if the process of an identity still runs. Of another host nothing is known, so its processes count as running. */
export function isRunning(identity: string): boolean {
  const [host, pid] = identity.split(' ')
  return host !== hostname() || identityOf(Number(pid)) === identity
}

/** See proc_pid_stat(5): after the name in parentheses, field 3 is the state and field 22 the start in ticks since boot. */
function startOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? undefined : fields[19]
  } catch {
    return undefined
  }
}

function startBySignal(pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .replaceAll(' ', '_')
  } catch {
    return undefined
  }
}
