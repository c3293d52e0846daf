import { createConnection } from 'node:net'
import { join } from 'node:path'
import { request } from 'undici'
import { z } from 'zod'
import { askAgain, every, waits } from '../../patience/index.ts'
import type { Processes } from './processes.ts'

/** The inputs of the flags of etcd. */
export interface EtcdSettings {
  readonly folder: string
  readonly ports: { readonly etcd: number; readonly etcdPeer: number }
}

/** The flags of an etcd that forgets: one member, no waiting for the disk. */
export function etcdFlags({ folder, ports }: EtcdSettings): string[] {
  const [client, peer] = [`http://127.0.0.1:${ports.etcd}`, `http://127.0.0.1:${ports.etcdPeer}`]
  return [
    '--name=default',
    `--data-dir=${join(folder, 'etcd')}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=default=${peer}`,
    '--unsafe-no-fsync',
    '--snapshot-count=100000',
    '--log-level=warn',
  ]
}

/** Starts etcd; done when it accepts connections, since a failed first dial costs kube-apiserver a second. */
export async function startEtcd(processes: Processes, settings: EtcdSettings): Promise<void> {
  await processes.start('etcd', etcdFlags(settings))
  await askAgain(() => connects(settings.ports.etcd), {
    what: 'etcd accepts connections',
    every: every.process,
    atMost: waits.etcdListens.ms,
    signal: processes.over,
  })
}

/**
 * Compacts etcd through its JSON gateway, so that nobody who watches it can go on where he was: a watch starts one
 * revision after the last one seen, and only those before the compacted one are gone. So two others come first.
 * @see https://etcd.io/docs/v3.6/dev-guide/api_grpc_gateway/
 */
export async function compactEtcd(port: number): Promise<void> {
  const elsewhere = { key: Buffer.from('statefulset-conformance').toString('base64') }
  await gateway(port, 'kv/put', elsewhere)
  const { header } = answered.parse(await gateway(port, 'kv/put', elsewhere))
  await gateway(port, 'kv/compaction', { revision: header.revision, physical: true })
}

const answered = z.object({ header: z.object({ revision: z.string() }) })

async function gateway(port: number, path: string, body: unknown): Promise<unknown> {
  const url = `http://127.0.0.1:${port}/v3/${path}`
  const answer = await request(url, { method: 'POST', body: JSON.stringify(body) })
  const text = await answer.body.text()
  if (answer.statusCode !== 200) throw new Error(`etcd answered ${answer.statusCode} to ${path}: ${text}`)
  return JSON.parse(text)
}

const connects = (port: number): Promise<true | undefined> =>
  new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(undefined))
    socket.once('connect', () => socket.destroy())
  })
