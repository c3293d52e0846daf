import { httpTransport, readKubeconfig } from './client/index.ts'
import { controllerTransport, type Refusals } from './control/index.ts'
import { type ControllerOptions, type Running, startController } from './start-parts.ts'

/** Starts the reference controller so that the refusals meet its requests, and none is sent once it is stopped. */
export async function startControllable(
  kubeconfig: string,
  refusals: Pick<Refusals, 'answer'>,
  options: ControllerOptions = {},
): Promise<Running> {
  const server = options.transport ?? httpTransport(readKubeconfig(kubeconfig))
  const transport = controllerTransport(server, refusals)
  const running = await startController(kubeconfig, { ...options, transport })
  return {
    async stop() {
      transport.sever()
      await running.stop()
    },
  }
}
