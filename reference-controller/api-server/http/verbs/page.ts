import type { KubeObject } from '../../resources/index.ts'
import { CompactedError, FutureRevisionError, type Page } from '../../store/index.ts'
import {
  askedRevision,
  badRequest,
  checkReached,
  expired,
  folderOf,
  integerParameter,
  type ResourceRequest,
  readContinueToken,
  tooLargeRevision,
} from '../request/index.ts'

/** The entries of the collection at the revision of the request, starting where an earlier page ended. */
export function pageOf({ cluster, definition, namespace, query }: ResourceRequest): Page<KubeObject> {
  const folder = folderOf(definition, namespace)
  const token = query.get('continue')
  if (token && askedRevision(query)) throw badRequest('specifying resource version is not allowed when using continue')
  const { start, revision } = token ? readContinueToken(token) : { start: '', revision: snapshot(query) }
  const from = folder + start
  try {
    const page = cluster.store.list(folder, revision === undefined ? { from } : { from, revision })
    checkReached(query, cluster.store.revision())
    return page
  } catch (cause) {
    throw translated(cause, token !== null)
  }
}

export function limitOf(query: URLSearchParams): number | undefined {
  // Any revision will do: the newest is in memory, and kube-apiserver ignores the limit too.
  if (query.get('resourceVersion') === '0' && !query.get('continue')) return undefined
  const limit = integerParameter(query, 'limit')
  return limit !== undefined && limit > 0 ? limit : undefined
}

/** The revision of an exact list; undefined for the newest, which is never older than the one in the request. */
function snapshot(query: URLSearchParams): number | undefined {
  const revision = askedRevision(query)
  const match = query.get('resourceVersionMatch')
  const exact = match === 'Exact' || (!match && limitOf(query) !== undefined)
  return revision && exact ? revision : undefined
}

function translated(cause: unknown, continued: boolean): unknown {
  if (cause instanceof FutureRevisionError) return tooLargeRevision(cause.requested, cause.current)
  if (!(cause instanceof CompactedError)) return cause
  if (!continued) return expired('The resourceVersion for the provided list is too old.')
  return expired(
    'The provided continue parameter is too old to display a consistent list result. You must start a new list without the continue parameter.',
  )
}
