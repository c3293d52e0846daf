import type { KubeObject } from '../../client/index.ts'
import type { Change } from '../../observe/changes.ts'
import { path } from '../../observe/path.ts'
import type { Expectations, Named, Objects } from '../expectation.ts'
import {
  all,
  broken,
  invalid,
  kept,
  objectOf,
  objectsOf,
  ofObject,
  pending,
  pluralOf,
  spokenName,
  whether,
} from '../states.ts'
import type { Cause, ExpectationState, Moment } from '../verdict.ts'
import { ownedAtDeletion, ownedBy } from './owners.ts'

type Sameness = 'the same as before' | 'new'

/** Objects: which exist, their identity, their owners, and their fields. */
export const objectExpectations: Expectations = {
  '{exactly} exist(s)': {
    check: (moment: Moment, { what, names }: Objects) => {
      // A claim that is being deleted may be held by its protection; a Pod that is being deleted still exists.
      const there = objectsOf(moment, pluralOf(what, moment)).filter(
        ({ metadata }) => what !== 'claim' || names.length === 0 || !metadata.deletionTimestamp,
      )
      const seen = there.map((object) => spokenName(what, object)).sort()
      const [missing, extra] = [without(names, seen), without(seen, names)]
      return whether(missing.length + extra.length === 0, `other ${what}s exist than promised`, {
        expected: [...names].sort(),
        seen,
        cause: {
          verb: missing.length > 0 ? 'omit' : 'create',
          resource: pluralOf(what, moment),
          ...nameOf(missing[0] ?? there.findLast((object) => spokenName(what, object) === extra[0])),
        },
      })
    },
    explains: ({ resource, what: change, object }: Change, moment: Moment, { what, names }: Objects) => {
      if (!['claim', 'revision'].includes(what) || resource !== pluralOf(what, moment)) return false
      const isNamed = names.includes(spokenName(what, object))
      return isNamed ? change === 'created' : ['deleted', 'removed'].includes(change)
    },
  },
  '{objects} is/are {sameness}': {
    check: (moment: Moment, { what, names }: Objects, sameness: Sameness) =>
      all(names.map((name) => compared(moment, { what, name }, sameness))),
  },
  '{object} is owned by {owner}': {
    check: (moment: Moment, named: Named, owner: string) => ownedBy(moment, named, owner),
    explains: speaksOfOwners,
  },
  '{object} was owned by {owner} when Pod {name} was deleted': {
    check: (moment: Moment, named: Named, owner: string, pod: string) => ownedAtDeletion(moment, named, owner, pod),
    explains: speaksOfOwners,
  },
  '{object} has:': {
    check: (moment: Moment, named: Named, table: readonly string[][]) =>
      ofObject(moment, named, (object) => fieldsAre(object, table, pluralOf(named.what, moment))),
  },
  'every Pod has:': {
    check: (moment: Moment, table: readonly string[][]) => {
      const pods = objectsOf(moment, 'pods')
      if (pods.length === 0) return pending('no Pods exist')
      return all(pods.map((pod) => fieldsAre(pod, table, 'pods')))
    },
  },
}

const nameOf = (missing: string | KubeObject | undefined): Pick<Cause, 'name'> => {
  if (missing === undefined) return {}
  return { name: typeof missing === 'string' ? missing : missing.metadata.name }
}

/** Those of some names that others do not account for, one by one: two revisions may be called the same. */
function without(names: readonly string[], others: readonly string[]): string[] {
  const left = [...others]
  return names.filter((name) => {
    const index = left.indexOf(name)
    if (index >= 0) left.splice(index, 1)
    return index < 0
  })
}

function speaksOfOwners({ resource, object, fields }: Change, moment: Moment, { what, name }: Named): boolean {
  return (
    resource === pluralOf(what, moment) &&
    [object.metadata.name, spokenName(what, object)].includes(name) &&
    fields.includes('ownerReferences')
  )
}

function compared(moment: Moment, named: Named, sameness: Sameness): ExpectationState {
  const before = objectOf(moment, named, moment.from)
  if (!before)
    return invalid(`there was no ${named.what} ${named.name} before the last When: there is nothing to compare`)
  const { uid } = before.metadata
  const cause = { verb: 'delete' as const, resource: pluralOf(named.what, moment), name: before.metadata.name }
  return ofObject(moment, named, ({ metadata }) => {
    if (sameness === 'new')
      return whether(metadata.uid !== uid, `${named.name} is still the one of before`, {
        expected: 'another uid',
        seen: metadata.uid,
        cause: { ...cause, verb: 'omit' },
      })
    const changed = moment.trace.entries.find(
      ({ seq, ...entry }) => seq >= moment.from && entry.kind === 'seen' && entry.object.metadata.uid === metadata.uid,
    )
    if (metadata.uid !== uid)
      return broken(`${named.name} is not the one of before`, changed?.seq ?? moment.from, {
        expected: uid,
        seen: metadata.uid,
        cause,
      })
    // A Pod that is being deleted is still the same Pod; what is promised of a claim is that it stays.
    if (named.what === 'claim' && metadata.deletionTimestamp)
      return broken(`claim ${named.name} is being deleted`, changed?.seq ?? moment.from, { cause })
    return kept
  })
}

const HASH_LABEL = 'controller.kubernetes.io/hash'

/**
 * Compares fields by path; `<name>`, `<ordinal>`, `<hash>` and `<generation>` stand for the object's own, `<absent>` for a
 * field that is not there.
 */
export function fieldsAre(object: KubeObject, table: readonly string[][], resource: string): ExpectationState {
  const { name, labels, generation } = object.metadata
  const wrong = table.flatMap(([field = '', text = '']) => {
    const expected = text
      .replaceAll('<name>', name)
      .replaceAll('<ordinal>', /\d+$/.exec(name)?.[0] ?? '')
      .replaceAll('<hash>', labels?.[HASH_LABEL] ?? '')
      .replaceAll('<generation>', String(generation))
    const value = path(object, field)
    const seen = value === undefined ? '<absent>' : typeof value === 'string' ? value : JSON.stringify(value)
    const same = seen === expected || (expected === '' && value === undefined)
    return same ? [] : [{ field, expected, seen }]
  })
  const [first] = wrong
  if (!first) return kept
  const verb = first.field.startsWith('status.') ? 'report' : 'change'
  return pending(`${first.field} of ${name} is not as promised`, {
    expected: first.expected,
    seen: first.seen,
    cause: { verb, resource, name, field: first.field.replace(/^metadata\./, '') },
  })
}
