import type { Transport, TransportRequest } from '../client/index.ts'
import type { RefusalAnswer, Refusals } from './refusals.ts'

/** The way to the server of a controller that can be stopped: from then on none of its requests is sent. */
export interface ControllerTransport extends Transport {
  sever(): void
}

/** Lets the refusals meet each request before the server does. */
export function controllerTransport(server: Transport, refusals: Pick<Refusals, 'answer'>): ControllerTransport {
  const severed = Promise.withResolvers<never>()
  severed.promise.catch(() => {})
  let open = true

  async function refusal({ method, path }: TransportRequest): Promise<RefusalAnswer | undefined> {
    const met = refusals.answer(method, path)
    const answer = met && (await Promise.race([met, severed.promise]))
    return open ? answer : severed.promise
  }

  return {
    async request(request) {
      const refused = await refusal(request)
      if (!refused) return server.request(request)
      return { code: refused.code, contentType: 'application/json', body: JSON.stringify(refused.body) }
    },
    async stream(request, signal) {
      const refused = await refusal(request)
      if (!refused) return server.stream(request, signal)
      return { code: refused.code, chunks: ReadableStream.from([Buffer.from(JSON.stringify(refused.body))]) }
    },
    close: () => server.close(),
    sever() {
      open = false
      severed.reject(new Error('the controller has been stopped'))
    },
  }
}
