import { stringify } from 'yaml'

const NAME = 'embedded'

/** A kubeconfig (YAML text) whose one context reaches the server. */
export function kubeconfigOf(url: string, token: string, ca?: string): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: NAME, cluster: { server: url, ...(ca ? { 'certificate-authority-data': base64(ca) } : {}) } }],
    users: [{ name: NAME, user: { token } }],
    contexts: [{ name: NAME, context: { cluster: NAME, user: NAME } }],
    'current-context': NAME,
  })
}

const base64 = (text: string) => Buffer.from(text).toString('base64')
