import { findCustomRoute } from '../../custom-resources/index.ts'
import type { ResourceDefinition } from '../../resources/index.ts'
import { badRequest, methodNotAllowed, noSuchResource, type RequestLine, type Route, verbOf } from '../request/index.ts'
import { hasSubresource, operationsOf, subresourcesOf } from '../verbs/index.ts'

/**
 * `/api/v1/…` and `/apis/GROUP/VERSION/…`, followed by `[namespaces/NAMESPACE/]PLURAL[/NAME[/SUBRESOURCE]]`.
 * Undefined for paths outside of any known group and version. Throws StatusError.
 */
export function routeOf(definitions: readonly ResourceDefinition[], line: RequestLine): Route | undefined {
  const segments = segmentsOf(line.path)
  const [root, first = '', second = ''] = segments
  const known = root === 'api' ? { group: '', version: first } : { group: first, version: second }
  if ((root !== 'api' && root !== 'apis') || (root === 'apis' && first === '')) return undefined
  const resources = definitions.filter(({ group, version }) => group === known.group && version === known.version)
  // A group that has custom kinds alone has routes of its own.
  if (definitions.every(({ group, custom }) => group !== known.group || custom)) {
    return findCustomRoute(resources, segments.slice(3), line)
  }
  const rest = segments.slice(root === 'api' ? 2 : 3)
  if (rest.length > 0) return resolve(resources, rest, line)
  if (root === 'apis' && second === '') return undefined
  // Discovery has handled GET on known versions: this is an unknown version, or another method.
  throw resources.length === 0 && first !== '' ? noSuchResource() : methodNotAllowed()
}

function segmentsOf(path: string): string[] {
  try {
    return path.split('/').filter(Boolean).map(decodeURIComponent)
  } catch (cause) {
    throw badRequest(`the path ${path} is not correctly percent-encoded: ${(cause as Error).message}`, cause)
  }
}

function resolve(resources: ResourceDefinition[], rest: string[], line: RequestLine): Route {
  // `namespaces/x/status` is the status of the namespace x, `namespaces/x/pods` are the Pods in it.
  const inNamespace = rest[0] === 'namespaces' && rest.length > 2 && !isOwnSubresource(resources, rest)
  const [plural = '', name = '', subresource = '', ...more] = inNamespace ? rest.slice(2) : rest
  const namespace = inNamespace ? rest[1] : undefined
  const definition = resources.find((candidate) => candidate.plural === plural)
  if (!definition || more.length > 0) throw noSuchResource()
  if (inNamespace && !definition.namespaced) throw noSuchResource()
  if (definition.namespaced && !inNamespace && name) throw noSuchResource()
  if (subresource && !hasSubresource(definition, subresource)) throw noSuchResource()
  // Reviews are not stored, so they have no names.
  if (name && !operationsOf(plural, '').get) throw noSuchResource()
  const verb = verbOf(line, name)
  const operation = verb && operationsOf(plural, subresource)[verb]
  // Requests across all namespaces can read, not write.
  const everywhere = definition.namespaced && !inNamespace
  if (!verb || !operation || (everywhere && verb !== 'list' && verb !== 'watch')) throw methodNotAllowed()
  if (name && !subresource && verb === 'create') throw methodNotAllowed()
  return { definition, namespace, name, subresource, verb, operation }
}

function isOwnSubresource(resources: ResourceDefinition[], rest: string[]): boolean {
  const namespaces = resources.find(({ plural }) => plural === 'namespaces')
  return rest.length === 3 && namespaces !== undefined && subresourcesOf(namespaces).includes(rest[2] ?? '')
}
