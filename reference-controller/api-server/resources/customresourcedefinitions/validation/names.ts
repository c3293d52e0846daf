import type { StatusCause } from '../../definition.ts'
import { invalid, required } from '../../shared/field-errors.ts'
import { dnsLabelStartingWithLetterProblems } from '../../shared/names.ts'
import type { DefinitionNames } from '../types.ts'

/** Every name is there; whether it is a name, `validateNames` says. */
export function requireNames(names: DefinitionNames, path: string): StatusCause[] {
  const wanted = ['plural', 'singular', 'kind', 'listKind'] as const
  return wanted.filter((name) => !names[name]).map((name) => required(`${path}.${name}`))
}

export function validateNames(names: DefinitionNames, path: string): StatusCause[] {
  const { plural, singular, kind, listKind, shortNames = [], categories = [] } = names
  const same = kind && kind === listKind
  return [
    ...label(plural, `${path}.plural`),
    ...label(singular, `${path}.singular`),
    ...kindLabel(kind, `${path}.kind`),
    ...kindLabel(listKind, `${path}.listKind`),
    ...shortNames.flatMap((name, index) => label(name, `${path}.shortNames[${index}]`, true)),
    ...(same ? [invalid(`${path}.listKind`, listKind, 'kind and listKind may not be the same')] : []),
    ...categories.flatMap((name, index) => label(name, `${path}.categories[${index}]`, true)),
  ]
}

export function label(name: string | undefined, field: string, demanded = false): StatusCause[] {
  if (!name && !demanded) return []
  const found = dnsLabelStartingWithLetterProblems(name ?? '')
  return found.length > 0 ? [invalid(field, name ?? '', found.join(','))] : []
}

function kindLabel(kind: string | undefined, field: string): StatusCause[] {
  if (!kind) return []
  const found = dnsLabelStartingWithLetterProblems(kind.toLowerCase())
  if (found.length === 0) return []
  return [invalid(field, kind, `may have mixed case, but should otherwise match: ${found.join(',')}`)]
}
