import { continueToken } from '../request/continue-token.ts'
import { deleteOptions } from '../request/delete-options.ts'
import { checkListOptions } from '../request/list-options.ts'
import type { Answer, Call } from '../request/resource-request.ts'
import { checkReached } from '../request/revision.ts'
import { type Selector, selectorOf } from '../request/selection.ts'
import { folderOf, itemOf, jsonOf, type Stored } from '../request/stored-object.ts'
import { limitOf, pageOf } from './page.ts'
import { removeObject } from './remove.ts'
import { existingObject } from './update.ts'

export function get(call: Call): Answer {
  checkReached(call.query, call.cluster.store.revision())
  return { kind: 'json', code: 200, body: jsonOf(existingObject(call)) }
}

export function list(call: Call): Answer {
  checkListOptions(call.query, false)
  return answer(call, pageShown(call))
}

function pageShown(call: Call): Shown {
  const selects = selectorOf(call)
  const { entries, revision } = pageOf(call)
  const limit = limitOf(call.query) ?? entries.length
  const shown = selects ? firstSelected(entries, selects, limit) : entries.slice(0, limit)
  const left = shown.length === limit ? entries.length - 1 - entries.indexOf(shown.at(-1)!) : 0
  return { revision, shown, rest: restOf(call, { shown, left, revision, counted: !selects }) }
}

/** Deletes what a list would show, one by one, and answers with that list as it was. */
export function removeCollection(call: Call): Answer {
  const options = deleteOptions(call)
  checkListOptions(call.query, false)
  const { shown, rest } = pageShown(call)
  for (const entry of shown) removeObject(call, entry, options)
  return answer(call, { revision: call.cluster.store.revision(), shown, rest })
}

/** A page ends as soon as it is full: whether the rest holds any more matches, nobody has looked. */
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
  /** Nobody counts what a selector would let through. */
  counted: boolean
}

function restOf({ definition, namespace }: Call, { shown, left, revision, counted }: Cut): Rest {
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

function answer({ definition }: Call, { revision, shown, rest }: Shown): Answer {
  const { group, version, listKind, custom } = definition
  const apiVersion = group ? `${group}/${version}` : version
  // Lists of custom objects say what each is, and that nothing follows.
  const metadata = JSON.stringify({ ...(custom ? { continue: '' } : {}), resourceVersion: String(revision), ...rest })
  const items = shown.map(custom ? jsonOf : itemOf).join(',')
  const body = `{"kind":"${listKind}","apiVersion":"${apiVersion}","metadata":${metadata},"items":[${items}]}`
  return { kind: 'json', code: 200, body }
}
