import { parentPort, workerData } from 'node:worker_threads'
import { readKubeconfig } from './read.ts'

/** For tests: a worker that authenticates once by the kubeconfig that it is given. */
const { authenticate } = readKubeconfig(workerData as string, { env: {}, now: Date.now, answeredWithin: 10_000 })
const { headers } = await authenticate().catch((error: Error) => ({ headers: { authorization: error.message } }))
parentPort?.postMessage(Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1])
