import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'

/** For tests: a certificate or key, made once, valid for a century; `issuer` is for 127.0.0.1 and its own authority. */
export const pem = (name: string): string => readFileSync(join(import.meta.dirname, 'testdata', name), 'utf8')

/** For tests: client-node reads the environment of the process, where ours is given it. */
export async function withEnvironment<T>(env: Record<string, string>, work: () => T | Promise<T>): Promise<T> {
  const before = Object.keys(env).map((name) => [name, process.env[name]] as const)
  Object.assign(process.env, env)
  try {
    return await work()
  } finally {
    for (const [name, value] of before)
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
  }
}

/** For tests: a kubeconfig of one context, whose cluster and user are called x. */
export const kubeconfigFor = (cluster: object, user: object): string =>
  stringify({
    'current-context': 'x',
    contexts: [{ name: 'x', context: { cluster: 'x', user: 'x' } }],
    clusters: [{ name: 'x', cluster }],
    users: [{ name: 'x', user }],
  })
