import { type Api, connectByKubeconfig } from '../client/index.ts'
import { stretched, waits } from '../patience/index.ts'

/** Does something with the API of a kubeconfig, and closes its connections. */
export async function withApi<T>(kubeconfig: string, agent: string, use: (api: Api) => Promise<T>): Promise<T> {
  const api = await connectByKubeconfig(kubeconfig, {
    userAgent: () => agent,
    answeredWithin: stretched(waits.requestAnswered.ms),
  })
  try {
    return await use(api)
  } finally {
    await api.close()
  }
}
