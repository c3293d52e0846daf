import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectionOf } from '../client/index.ts'
import { type Interference, startControlPlane, startUpstreamBehind } from '../target/control-plane/index.ts'
import { startTarget, statefulSetKind } from '../target/index.ts'
import { simulateNodes } from '../target/reference.ts'
import { Session } from '../world/session.ts'
import { removeLeftovers } from './remove-leftovers.ts'
import { runName } from './run-name.ts'

/** A cluster on which upstream's controller is measured behind delays. */
export interface Stages {
  /** Starts the controller behind these delays. */
  open(delays: Interference): Promise<Stage>
  close(): Promise<void>
  readonly pace: Pace
}

export interface Stage {
  readonly session: Session
  stop(): Promise<void>
}

/** The pace of the actions on the cluster, in milliseconds. */
export interface Pace {
  /** For how long a declaration must hold. */
  readonly afterwards: number
  /** A period without events after which none follows. */
  readonly rest: number
  readonly parallelism: number
}

export interface StagesOptions {
  readonly assets?: string
  readonly nodes?: number
}

const parameters = { kind: statefulSetKind, folder: '', timeFactor: 1, controls: [] }
const progress = console.error

/** A control plane for each stage, every controller of which is behind the delays. */
async function onControlPlane({ assets }: StagesOptions): Promise<Stages> {
  return {
    pace: { afterwards: 2_000, rest: 4_000, parallelism: 6 },
    async open(delays) {
      const plane = await startControlPlane({ controller: 'upstream', progress, delays, ...(assets && { assets }) })
      const nodes = await simulateNodes(plane.kubeconfig)
      const session = await Session.open({
        ...parameters,
        kubeconfigs: [plane.kubeconfig],
        connections: [plane.connection],
        image: 'none:1',
        volumeBinding: 'Immediate',
        run: runName(),
        capabilities: [],
        disposable: true,
      })
      return {
        session,
        async stop() {
          await session.close()
          await nodes.stop()
          await plane.stop()
        },
      }
    },
    async close() {},
  }
}

/** One kind cluster, its kubelets and its own controllers as they are; upstream's StatefulSet controller outside of it. */
async function onKind({ assets, nodes }: StagesOptions): Promise<Stages> {
  // Made only if there are logs of a failure to put there.
  const output = join(tmpdir(), 'statefulset-conformance-settled')
  const target = await startTarget('kind', {
    controller: 'none',
    parallel: 1,
    progress,
    output,
    ...(nodes && { nodes }),
  })
  const [kubeconfig = ''] = target.kubeconfigs
  const connection = await connectionOf(kubeconfig)
  return {
    pace: { afterwards: 5_000, rest: 8_000, parallelism: 4 },
    async open(delays) {
      const controller = await startUpstreamBehind(connection, delays, { progress, ...(assets && { assets }) })
      const { image, volumeBinding, capabilities, disposable } = target
      const run = runName()
      const given = {
        image,
        capabilities,
        disposable,
        kubeconfigs: [kubeconfig],
        connections: [connection],
        run,
        ...(volumeBinding && { volumeBinding }),
      }
      const session = await Session.open({ ...parameters, ...given })
      return {
        session,
        async stop() {
          await session.close()
          await removeLeftovers(kubeconfig, { run, say: () => {} })
          await controller.stop()
        },
      }
    },
    close: target.stop,
  }
}

export const stagesOn: Readonly<Record<string, (options: StagesOptions) => Promise<Stages>>> = {
  'control-plane': onControlPlane,
  kind: onKind,
}
