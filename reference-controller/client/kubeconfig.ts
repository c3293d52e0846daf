import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

/** Connection and credentials for a server. */
export interface Access {
  server: string
  ca?: string
  cert?: string
  key?: string
  token?: string
  verify: boolean
}

type Fields = Record<string, unknown>

/** Reads the current context of a kubeconfig (YAML text). */
export function readKubeconfig(text: string): Access {
  const config = fields(parse(text), 'a kubeconfig')
  const context = named(config, 'contexts', 'context', textOf(config['current-context'], 'current-context'))
  const cluster = named(config, 'clusters', 'cluster', textOf(context['cluster'], 'context.cluster'))
  const user = context['user'] ? named(config, 'users', 'user', textOf(context['user'], 'context.user')) : {}
  if (user['exec'] || user['auth-provider']) {
    throw new Error(
      'kubeconfig: the user logs in by a plugin (exec or auth-provider), which is not supported; use a token or a client certificate',
    )
  }
  return {
    server: textOf(cluster['server'], 'cluster.server').replace(/\/+$/, ''),
    verify: cluster['insecure-skip-tls-verify'] !== true,
    ...secret('ca', cluster, 'certificate-authority'),
    ...secret('cert', user, 'client-certificate'),
    ...secret('key', user, 'client-key'),
    ...(typeof user['token'] === 'string' ? { token: user['token'] } : {}),
    ...(typeof user['tokenFile'] === 'string' ? { token: readFileSync(user['tokenFile'], 'utf8').trim() } : {}),
  }
}

function secret<K extends 'ca' | 'cert' | 'key'>(field: K, from: Fields, name: string): Partial<Record<K, string>> {
  const data = from[`${name}-data`]
  const file = from[name]
  if (typeof data === 'string') return { [field]: Buffer.from(data, 'base64').toString('utf8') } as Record<K, string>
  if (typeof file === 'string') return { [field]: readFileSync(file, 'utf8') } as Record<K, string>
  return {}
}

function named(config: Fields, list: string, part: string, name: string): Fields {
  const entries = Array.isArray(config[list]) ? config[list] : []
  const entry = entries.find((candidate: Fields | null) => candidate?.['name'] === name)
  if (!entry) throw new Error(`kubeconfig: expected an entry named "${name}" in ${list}, found none`)
  return fields(entry[part], `${list} "${name}"`)
}

function fields(value: unknown, what: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields
  throw new Error(`kubeconfig: expected ${what} to be a mapping, found ${JSON.stringify(value)}`)
}

function textOf(value: unknown, what: string): string {
  if (typeof value === 'string' && value !== '') return value
  throw new Error(`kubeconfig: expected ${what} to be a text, found ${JSON.stringify(value)}`)
}
