/** The attributes of a request in RBAC terms: `patch` of `statefulsets/status` in a namespace. */
export interface RequestInfo {
  readonly verb: string
  /** The plural, and the subresource behind a slash. */
  readonly resource: string
  readonly namespace: string | undefined
}

const VERBS: Record<string, string> = { POST: 'create', PUT: 'update', PATCH: 'patch' }
const OF_NAMESPACES = ['status', 'finalize']

/**
 * Reads a request's method and path; `undefined` for paths that belong to no resource, such as /version.
 * @see https://pkg.go.dev/k8s.io/apiserver/pkg/endpoints/request#RequestInfo
 */
export function requestInfo(method: string, path: string): RequestInfo | undefined {
  const [pathname = '', query = ''] = path.split('?', 2)
  const words = pathname.split('/').filter(Boolean)
  const after = words[0] === 'api' ? words.slice(2) : words[0] === 'apis' ? words.slice(3) : []
  const scoped = after[0] === 'namespaces' && after.length > 2 && !OF_NAMESPACES.includes(after[2] ?? '')
  const [plural, name, subresource] = scoped ? after.slice(2) : after
  if (plural === undefined) return undefined
  return {
    verb: verbOf(method, name !== undefined, new URLSearchParams(query)),
    resource: subresource === undefined ? plural : `${plural}/${subresource}`,
    namespace: after[0] === 'namespaces' ? after[1] : undefined,
  }
}

function verbOf(method: string, named: boolean, query: URLSearchParams): string {
  if (method === 'DELETE') return named ? 'delete' : 'deletecollection'
  const watched = ['true', '1'].includes(query.get('watch') ?? '')
  return VERBS[method] ?? (watched ? 'watch' : named ? 'get' : 'list')
}
