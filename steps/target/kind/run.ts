import { createInterface } from 'node:readline'
import { execa } from 'execa'
import { explainFailure } from './failures.ts'

/** One call of the executable. */
export interface Call {
  readonly args: readonly string[]
  /** The beginning of its error message: "cluster x could not be made". */
  readonly operation: string
  readonly engine: string
  readonly image?: string
  readonly env: NodeJS.ProcessEnv
  readonly input?: string
  readonly progress?: (line: string) => void
  /** Ends kind and the programs that it has started. */
  readonly signal?: AbortSignal
}

/** Runs kind. Its progress messages go to `progress`; the result is returned. */
export async function runKind(call: Call): Promise<{ stdout: string }> {
  const { args, operation, engine, image, env, input, progress, signal } = call
  signal?.throwIfAborted()
  // A group of its own: Ctrl-C shall not end kind in the middle of deleting a cluster.
  const kind = execa('kind', args, { env, extendEnv: false, input: input ?? '', reject: false, detached: true })
  const end = () => {
    if (kind.pid !== undefined) process.kill(-kind.pid, 'SIGTERM')
  }
  signal?.addEventListener('abort', end, { once: true })
  try {
    for await (const line of createInterface({ input: kind.stderr })) {
      const step = stepIn(line)
      if (step) progress?.(`kind: ${step}`)
    }
    const ended = await kind
    signal?.throwIfAborted()
    if (!ended.failed) return { stdout: ended.stdout }
    const output = ended.code === 'ENOENT' ? 'suite: no kind' : ended.stderr || String(ended.message)
    throw explainFailure(operation, output, { engine, ...(image && { image }) }, new Error(ended.shortMessage))
  } finally {
    signal?.removeEventListener('abort', end)
  }
}

/** kind marks what it begins with a bullet and decorates it; that is what a person wants to read meanwhile. */
function stepIn(line: string): string | undefined {
  const step = /^ • (.*?)\s*\.\.\.\s*$/u.exec(line)?.[1]
  return step?.replaceAll(/\p{Extended_Pictographic}|\u{FE0F}/gu, '').trim()
}
