import type { KubeObject, ResourceDefinition } from '../definition.ts'
import { SelectorError } from '../errors.ts'

/** True if the object is selected. */
export type FieldSelector = (object: KubeObject) => boolean

interface Term {
  field: string
  equal: boolean
  value: string
}

/**
 * Parses the text of a fieldSelector parameter: `a=b`, `a==b`, `a!=b`, joined by commas, with backslashes before
 * commas, equals signs and backslashes in values. Throws SelectorError for fields that the resource cannot select by.
 */
export function parseFieldSelector(text: string, definition: ResourceDefinition): FieldSelector {
  const terms = splitTerms(text).map(parseTerm)
  for (const { field } of terms) checkField(field, definition)
  return (object) => {
    const fields = definition.strategy.selectableFields(object)
    return terms.every(({ field, equal, value }) => ((fields[field] ?? '') === value) === equal)
  }
}

function splitTerms(text: string): string[] {
  return (text.match(/(?:\\.|[^,\\]|\\$)+/gs) ?? []).filter((term) => term !== '')
}

function parseTerm(term: string): Term {
  const match = /^((?:\\.|[^=!\\]|!(?!=))*)(!=|==|=)(.*)$/s.exec(term)
  if (!match) throw new SelectorError(`invalid selector: '${term}'; can't understand '${term}'`)
  const [, field, operator, value] = match
  return { field: field!, equal: operator !== '!=', value: unescaped(value!) }
}

function unescaped(value: string): string {
  return value.replace(/\\(.?)|[,=]/gs, (sequence, escaped: string | undefined) => {
    if (escaped === undefined) {
      const code = sequence.charCodeAt(0)
      throw new SelectorError(`invalid field selector: unescaped character in value: ${code}`)
    }
    if (!/^[\\,=]$/.test(escaped))
      throw new SelectorError(`invalid field selector: invalid escape sequence: ${sequence}`)
    return escaped
  })
}

function checkField(field: string, definition: ResourceDefinition): void {
  const probe = { kind: definition.kind, metadata: { name: '', namespace: '' } }
  const known = Object.keys(definition.strategy.selectableFields(probe))
  if (known.includes(field)) return
  // Kinds that can be selected by name only have the server's generic refusal.
  if (definition.custom || known.some((name) => !name.startsWith('metadata.')))
    throw new SelectorError(`field label not supported: ${field}`)
  const seen = JSON.stringify(field)
  throw new SelectorError(`${seen} is not a known field selector: only "metadata.name", "metadata.namespace"`)
}
