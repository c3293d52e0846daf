import {
  checkListOptions,
  checkReached,
  continueToken,
  deleteOptions,
  folderOf,
  itemOf,
  jsonOf,
  type ResourceRequest,
  type Response,
  type Selector,
  type Stored,
  selectorOf,
} from '../request/index.ts'
import { limitOf, pageOf } from './page.ts'
import { removeObject } from './remove.ts'
import { existingObject } from './update.ts'

export function get(request: ResourceRequest): Response {
  checkReached(request.query, request.cluster.store.revision())
  return { kind: 'json', code: 200, body: jsonOf(existingObject(request)) }
}

export function list(request: ResourceRequest): Response {
  checkListOptions(request.query, false)
  return listResponse(request, pageShown(request))
}

function pageShown(request: ResourceRequest): Shown {
  const selects = selectorOf(request)
  const { entries, revision } = pageOf(request)
  const limit = limitOf(request.query) ?? entries.length
  const shown = selects ? firstSelected(entries, selects, limit) : entries.slice(0, limit)
  const left = shown.length === limit ? entries.length - 1 - entries.indexOf(shown.at(-1)!) : 0
  return { revision, shown, rest: restOf(request, { shown, left, revision, counted: !selects }) }
}

/** Deletes the objects that a list would show, one by one, and returns that list as it was. */
export function removeCollection(request: ResourceRequest): Response {
  const options = deleteOptions(request)
  checkListOptions(request.query, false)
  const { shown, rest } = pageShown(request)
  for (const entry of shown) removeObject(request, entry, options)
  return listResponse(request, { revision: request.cluster.store.revision(), shown, rest })
}

/** A page ends as soon as it is full; the rest may have no more matches. */
function firstSelected(entries: Stored[], selects: Selector, limit: number): Stored[] {
  const shown: Stored[] = []
  for (const entry of entries) {
    if (shown.length === limit) break
    if (selects(entry.value)) shown.push(entry)
  }
  return shown
}

interface Rest {
  continue?: string
  remainingItemCount?: number
}

interface Cut {
  shown: Stored[]
  left: number
  revision: number
  /** False with a selector: the rest is not searched for matches. */
  counted: boolean
}

function restOf({ definition, namespace }: ResourceRequest, { shown, left, revision, counted }: Cut): Rest {
  const last = shown.at(-1)
  if (!last || left === 0) return {}
  const token = continueToken(revision, last.key.slice(folderOf(definition, namespace).length))
  return counted ? { continue: token, remainingItemCount: left } : { continue: token }
}

interface Shown {
  revision: number
  shown: Stored[]
  rest: Rest
}

function listResponse({ definition }: ResourceRequest, { revision, shown, rest }: Shown): Response {
  const { group, version, listKind, custom } = definition
  const apiVersion = group ? `${group}/${version}` : version
  // Lists of custom objects have kind and apiVersion in each item, and an empty continue.
  const metadata = JSON.stringify({ ...(custom ? { continue: '' } : {}), resourceVersion: String(revision), ...rest })
  const items = shown.map(custom ? jsonOf : itemOf).join(',')
  const body = `{"kind":"${listKind}","apiVersion":"${apiVersion}","metadata":${metadata},"items":[${items}]}`
  return { kind: 'json', code: 200, body }
}
