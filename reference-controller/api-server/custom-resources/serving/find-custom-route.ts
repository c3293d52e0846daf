import { type Route, type Target, verbOf } from '../../http/request/route.ts'
import { badRequest, notFound, notSupportedOn } from '../../http/request/status.ts'
import { customOperations } from '../../http/verbs/operations.ts'
import type { ResourceDefinition } from '../../resources/index.ts'

/**
 * What follows `/apis/GROUP/VERSION/` where custom kinds are served. Upstream has a server of its own for them, which
 * refuses in its own words, and leaves what it does not know to a last one that says no more than 404.
 */
export function findCustomRoute(
  resources: readonly ResourceDefinition[],
  rest: readonly string[],
  target: Target,
): Route | undefined {
  const inNamespace = rest[0] === 'namespaces' && rest.length > 2
  const [plural = '', name = '', subresource = '', ...more] = inNamespace ? rest.slice(2) : rest
  const namespace = inNamespace ? rest[1] : undefined
  const definition = resources.find((candidate) => candidate.plural === plural)
  if (!definition || more.length > 0) return undefined
  const verb = verbOf(target, name || ANY)
  const everywhere = definition.namespaced && !inNamespace
  // All namespaces at once can be looked at, not changed.
  if (everywhere && (name || target.method !== 'GET')) return undefined
  if (inNamespace && !definition.namespaced) return undefined
  const { deprecation } = definition.custom ?? {}
  if (deprecation) target.warnings.push(deprecation)
  if (subresource && !definition.subresources.some((one) => one === subresource)) throw notFound(definition, name)
  const asked = name || target.method === 'PUT' || target.method === 'PATCH' ? verb : verbOf(target, '')
  const operation = asked && customOperations(subresource)[asked]
  if (!asked || !operation) throw notSupportedOn(definition, asked ?? target.method.toLowerCase())
  if (!name && (asked === 'update' || asked === 'patch')) throw badRequest('name must be provided')
  return { definition, namespace, name, subresource, verb: asked, operation }
}

/** Stands for a name, to learn what a method would do with it. */
const ANY = '*'
