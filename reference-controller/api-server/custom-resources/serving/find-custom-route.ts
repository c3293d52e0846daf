import { badRequest, notFound, notSupportedOn, type RequestLine, type Route, verbOf } from '../../http/request/index.ts'
import { customOperations } from '../../http/verbs/index.ts'
import type { ResourceDefinition } from '../../resources/index.ts'

/**
 * The route of what follows `/apis/GROUP/VERSION/` for custom kinds. In kube-apiserver a server of its own handles
 * them; it refuses some requests with other codes, and unknown paths end in a plain 404 (undefined).
 */
export function findCustomRoute(
  resources: readonly ResourceDefinition[],
  rest: readonly string[],
  line: RequestLine,
): Route | undefined {
  const inNamespace = rest[0] === 'namespaces' && rest.length > 2
  const [plural = '', name = '', subresource = '', ...more] = inNamespace ? rest.slice(2) : rest
  const namespace = inNamespace ? rest[1] : undefined
  const definition = resources.find((candidate) => candidate.plural === plural)
  if (!definition || more.length > 0) return undefined
  const verb = verbOf(line, name || ANY)
  const everywhere = definition.namespaced && !inNamespace
  // Requests across all namespaces can read, not write.
  if (everywhere && (name || line.method !== 'GET')) return undefined
  if (inNamespace && !definition.namespaced) return undefined
  const { deprecation } = definition.custom ?? {}
  if (deprecation) line.warnings.push(deprecation)
  if (subresource && !definition.subresources.some((one) => one === subresource)) throw notFound(definition, name)
  const actual = name || line.method === 'PUT' || line.method === 'PATCH' ? verb : verbOf(line, '')
  const operation = actual && customOperations(subresource)[actual]
  if (!actual || !operation) throw notSupportedOn(definition, actual ?? line.method.toLowerCase())
  if (!name && (actual === 'update' || actual === 'patch')) throw badRequest('name must be provided')
  return { definition, namespace, name, subresource, verb: actual, operation }
}

/** Stands for a name, to find the verb of a method with a name. */
const ANY = '*'
