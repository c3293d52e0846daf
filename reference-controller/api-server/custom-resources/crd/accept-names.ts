import type { CrdCondition, CrdNames, CustomResourceDefinition } from './types.ts'

export interface Naming {
  accepted: CrdNames
  condition: Omit<CrdCondition, 'lastTransitionTime'>
}

/** Accepts the names of a CRD that no other CRD of its group has. */
export function acceptNames(crd: CustomResourceDefinition, others: readonly CustomResourceDefinition[]): Naming {
  const taken = others.filter(({ spec }) => spec.group === crd.spec.group).map(({ status }) => status.acceptedNames)
  const resources = new Set(taken.flatMap(({ plural, singular, shortNames = [] }) => [plural, singular, ...shortNames]))
  const kinds = new Set(taken.flatMap(({ kind, listKind }) => [kind, listKind]))
  const { names: wanted } = crd.spec
  const had = crd.status.acceptedNames
  const accepted: CrdNames = { ...had }
  let conflict: { reason: string; message: string } | undefined
  const inUse = (name: string | undefined, old: string | undefined, names: Set<string | undefined>) =>
    name !== old && names.has(name) ? `"${name}" is already in use` : undefined

  for (const [field, reason, names] of SINGLE) {
    const message = inUse(wanted[field], had[field], names === 'kinds' ? kinds : resources)
    if (message) conflict = { reason, message }
    else if (wanted[field] !== undefined) accepted[field] = wanted[field]
    if (field !== 'singular') continue
    // kube-apiserver checks the short names between these, and reports the last conflict.
    const clashes = (wanted.shortNames ?? []).flatMap((name) => inUse(name, ownShortName(had, name), resources) ?? [])
    if (clashes.length > 0) conflict = { reason: 'ShortNamesConflict', message: together(clashes) }
    else setList(accepted, 'shortNames', wanted.shortNames)
  }
  setList(accepted, 'categories', wanted.categories)
  return { accepted, condition: conditionOf(conflict) }
}

const SINGLE = [
  ['plural', 'PluralConflict', 'resources'],
  ['singular', 'SingularConflict', 'resources'],
  ['kind', 'KindConflict', 'kinds'],
  ['listKind', 'ListKindConflict', 'kinds'],
] as const

const ownShortName = ({ shortNames = [] }: CrdNames, name: string) => shortNames.find((own) => own === name)

const together = (messages: string[]) => (messages.length === 1 ? messages[0]! : `[${messages.join(', ')}]`)

function setList(names: CrdNames, field: 'shortNames' | 'categories', list: string[] | undefined): void {
  if (list) names[field] = list
  else delete names[field]
}

function conditionOf(conflict: { reason: string; message: string } | undefined): Naming['condition'] {
  if (conflict) return { type: 'NamesAccepted', status: 'False', ...conflict }
  return { type: 'NamesAccepted', status: 'True', reason: 'NoConflicts', message: 'no conflicts found' }
}
