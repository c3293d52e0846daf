import { apiVersion } from '../client/index.ts'
import type { Question } from './answer.ts'

/** The oldest minor version of Kubernetes 1 whose promises the ledger states. */
const OLDEST = 33

export const version: Question = {
  what: 'server version',
  async ask({ api }) {
    const { gitVersion, major, minor } = await api.ask<Record<'gitVersion' | 'major' | 'minor', string>>(
      'GET',
      '/version',
    )
    // Managed clusters write 36+.
    const supported = Number(major) > 1 || Number.parseInt(minor, 10) >= OLDEST
    if (supported) return { found: gitVersion, version: gitVersion }
    const text = `Kubernetes ${gitVersion} is older than 1.${OLDEST}: it never made some of the promises that are checked`
    const remedy = `use a cluster of 1.${OLDEST} or newer, or read each failure against that version’s documents`
    return { found: gitVersion, version: gitVersion, findings: [{ severity: 'warning', text, remedy }] }
  },
}

interface ApiResources {
  readonly resources: readonly { readonly name: string }[]
}

export const workloadKind: Question = {
  what: 'kind under certification',
  async ask({ api, kind }) {
    const group = apiVersion(kind)
    const path = kind.group ? `/apis/${group}` : `/api/${group}`
    const { resources } = await api.ask<ApiResources>('GET', path).catch((error: Error & { code?: number }) => {
      if (error.code !== 404) throw error
      return { resources: [] }
    })
    const served = resources.map(({ name }) => name)
    const wanted = [kind.plural, `${kind.plural}/status`, `${kind.plural}/scale`]
    const missing = wanted.filter((name) => !served.includes(name))
    const found = `${kind.kind} of ${group}`
    if (missing.length === 0) return { found }
    const text = `the server does not serve ${missing.join(', ')} of ${group}`
    return { found: text, findings: [{ severity: 'error', text, remedy: `install ${found} with its subresources` }] }
  },
}
