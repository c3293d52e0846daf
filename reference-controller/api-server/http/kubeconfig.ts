import { stringify } from 'yaml'

const NAME = 'embedded'

/** A kubeconfig (YAML text) whose one context reaches the server. */
export function kubeconfigOf(url: string, token: string): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: NAME, cluster: { server: url } }],
    users: [{ name: NAME, user: { token } }],
    contexts: [{ name: NAME, context: { cluster: NAME, user: NAME } }],
    'current-context': NAME,
  })
}
