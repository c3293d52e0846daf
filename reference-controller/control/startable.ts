import type { ControllerControl } from './controls.ts'

/** Something that runs. */
interface Running {
  stop(): Promise<void>
}

/**
 * Can be started and stopped repeatedly. Orders run one after the other; a repeated order changes nothing.
 * @param already what has been started before, if anything
 */
export function startable(start: () => Promise<Running>, already?: Running): ControllerControl {
  let running = already
  let last: Promise<unknown> = Promise.resolve()

  const inTurn = (order: () => Promise<void>): Promise<void> => {
    const done = last.then(order)
    last = done.catch(() => {})
    return done
  }
  const up = async () => {
    running ??= await start()
  }
  const down = async () => {
    const stopping = running
    running = undefined
    await stopping?.stop()
  }

  return {
    start: () => inTurn(up),
    stop: () => inTurn(down),
    restart: () =>
      inTurn(async () => {
        await down()
        await up()
      }),
  }
}
