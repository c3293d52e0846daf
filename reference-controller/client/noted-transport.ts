import type { Activity } from '../activity.ts'
import type { Transport } from './transport.ts'

/** A transport whose requests are noted as activity from when they are sent until they are answered. */
export function notedTransport(transport: Transport, activity: Pick<Activity, 'begin'>): Transport {
  return {
    ...transport,
    async request(request) {
      const end = activity.begin(() => `request of ${request.headers['user-agent']}: ${request.method} ${request.path}`)
      try {
        return await transport.request(request)
      } finally {
        end()
      }
    },
  }
}
