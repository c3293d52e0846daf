import { randomUUID } from 'node:crypto'
import { BroadcastChannel, isMainThread } from 'node:worker_threads'
import type { Expiring } from './renewing.ts'

const CHANNEL = 'statefulset-conformance credentials'

type Message =
  | { readonly kind: 'question'; readonly id: string; readonly about: string }
  | { readonly kind: 'answer'; readonly id: string; readonly given: Expiring }
  | { readonly kind: 'failure'; readonly id: string; readonly because: string }

type Ask = () => Promise<Expiring>

const served = new Map<string, Ask>()

/**
 * Lets the main thread alone ask for credentials that are about the same thing, for all threads of the process. It reads
 * every kubeconfig before it starts workers. A thread that it does not answer in time asks by itself.
 */
export function inMainThread(about: string, ask: Ask, answeredWithin: number): Ask {
  if (!isMainThread) return () => askMainThread(about, answeredWithin).then((given) => given ?? ask())
  if (served.size === 0) serve()
  const first = served.get(about) ?? ask
  served.set(about, first)
  return first
}

function serve(): void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.unref()
  channel.onmessage = async (event: unknown) => {
    const message = (event as { readonly data: Message }).data
    if (message.kind !== 'question') return
    const { id, about } = message
    const ask = served.get(about)
    if (!ask) return
    const answer: Message = await ask().then(
      (given) => ({ kind: 'answer', id, given }),
      (error: Error) => ({ kind: 'failure', id, because: error.message }),
    )
    channel.postMessage(answer)
  }
}

/** @returns undefined if nobody answers in time */
async function askMainThread(about: string, answeredWithin: number): Promise<Expiring | undefined> {
  const channel = new BroadcastChannel(CHANNEL)
  const id = randomUUID()
  const { promise, resolve, reject } = Promise.withResolvers<Expiring | undefined>()
  channel.onmessage = (event: unknown) => {
    const message = (event as { readonly data: Message }).data
    if (message.id !== id) return
    if (message.kind === 'answer') resolve(message.given)
    if (message.kind === 'failure') reject(new Error(message.because))
  }
  const over = AbortSignal.timeout(answeredWithin)
  over.addEventListener('abort', () => resolve(undefined), { once: true })
  channel.postMessage({ kind: 'question', id, about } satisfies Message)
  try {
    return await promise
  } finally {
    channel.close()
  }
}
