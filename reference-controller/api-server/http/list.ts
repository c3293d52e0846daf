import { type KubeObject, parseFieldSelector, parseLabelSelector, SelectorError } from '../resources/index.ts'
import { CompactedError, FutureRevisionError, type Page } from '../store/index.ts'
import type { Answer, Call } from './call.ts'
import { continueToken, readContinueToken } from './continue-token.ts'
import { deleteOptions } from './delete-options.ts'
import { checkListOptions } from './list-options.ts'
import { folderOf, itemOf, jsonOf, type Stored } from './objects.ts'
import { integerParameter } from './options.ts'
import { removeObject } from './remove.ts'
import { badRequest, expired, tooLargeRevision } from './status.ts'
import { existingObject } from './update.ts'

export function get(call: Call): Answer {
  const revision = askedRevision(call.query)
  const current = call.cluster.store.revision()
  if (revision !== undefined && revision > current) throw tooLargeRevision(revision, current)
  return { kind: 'json', code: 200, body: jsonOf(existingObject(call)) }
}

export function list(call: Call): Answer {
  checkListOptions(call.query, false)
  const selects = selectorOf(call)
  const { page, limit } = pageOf(call)
  const matching = selects ? page.entries.filter((entry) => selects(entry.value)) : page.entries
  const shown = limit ? matching.slice(0, limit) : matching
  return {
    kind: 'json',
    code: 200,
    body: listText(call, page.revision, { shown, left: matching.length - shown.length }),
  }
}

/** Deletes what a list would show, one by one, and answers with the list. */
export function removeCollection(call: Call): Answer {
  const options = deleteOptions(call)
  checkListOptions(call.query, false)
  const selects = selectorOf(call) ?? (() => true)
  const { page } = pageOf(call)
  const shown = page.entries.filter((entry) => selects(entry.value))
  const removed = shown.map((entry) => {
    const name = entry.value.metadata.name
    return removeObject({ ...call, name }, entry, options).stored
  })
  return { kind: 'json', code: 200, body: listText(call, call.cluster.store.revision(), { shown: removed, left: 0 }) }
}

export type Selector = (object: KubeObject) => boolean

/** Undefined when everything is selected. */
export function selectorOf({ query, definition }: Call): Selector | undefined {
  const labels = query.get('labelSelector')
  const fields = query.get('fieldSelector')
  if (!labels && !fields) return undefined
  try {
    const byLabels = parseLabelSelector(labels ?? '')
    const byFields = parseFieldSelector(fields ?? '', definition)
    return (object) => byLabels(object.metadata.labels) && byFields(object)
  } catch (cause) {
    if (cause instanceof SelectorError) throw badRequest(cause.message, cause)
    throw cause
  }
}

export function askedRevision(query: URLSearchParams): number | undefined {
  const text = query.get('resourceVersion')
  if (!text) return undefined
  if (/^\d+$/.test(text)) return Number(text)
  const problem = `strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`
  throw badRequest(`invalid resource version: resourceVersion: Invalid value: ${JSON.stringify(text)}: ${problem}`)
}

function pageOf({ cluster, definition, namespace, query }: Call): {
  page: Page<KubeObject>
  limit: number | undefined
} {
  const limit = integerParameter(query, 'limit')
  const folder = folderOf(definition, namespace)
  const token = query.get('continue')
  const { start, revision } = token ? readContinueToken(token) : { start: '', revision: snapshot(query, limit) }
  try {
    const from = folder + start
    const page = cluster.store.list(folder, revision === undefined ? { from } : { from, revision })
    checkReached(query, cluster.store.revision())
    return { page, limit: limit && limit > 0 ? limit : undefined }
  } catch (cause) {
    throw translated(cause, token !== null)
  }
}

/** A list shows the newest state, which is never older than asked for, unless it shall be exactly that one. */
function snapshot(query: URLSearchParams, limit: number | undefined): number | undefined {
  const revision = askedRevision(query)
  const match = query.get('resourceVersionMatch')
  const exact = match === 'Exact' || (!match && limit !== undefined && limit > 0)
  return revision && exact ? revision : undefined
}

function checkReached(query: URLSearchParams, current: number): void {
  const revision = askedRevision(query)
  if (revision !== undefined && revision > current) throw tooLargeRevision(revision, current)
}

function translated(cause: unknown, continued: boolean): unknown {
  if (cause instanceof FutureRevisionError) return tooLargeRevision(cause.asked, cause.current)
  if (!(cause instanceof CompactedError)) return cause
  if (!continued) return expired('The resourceVersion for the provided list is too old.')
  return expired(
    'The provided continue parameter is too old to display a consistent list result. You must start a new list without the continue parameter.',
  )
}

function listText({ definition, namespace }: Call, revision: number, found: { shown: Stored[]; left: number }): string {
  const { group, version, listKind } = definition
  const last = found.shown.at(-1)
  const rest =
    found.left > 0 && last
      ? {
          continue: continueToken(revision, last.key.slice(folderOf(definition, namespace).length)),
          remainingItemCount: found.left,
        }
      : {}
  const metadata = JSON.stringify({ resourceVersion: String(revision), ...rest })
  const items = found.shown.map(itemOf).join(',')
  return `{"kind":"${listKind}","apiVersion":"${group ? `${group}/` : ''}${version}","metadata":${metadata},"items":[${items}]}`
}
