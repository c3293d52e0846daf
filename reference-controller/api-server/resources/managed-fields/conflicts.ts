import { eachPath, type FieldSet, type Path } from './field-set.ts'
import type { ManagedFieldsEntry } from './managers.ts'
import { pathText } from './path-element.ts'

/** A field that another manager owns, and to which a configuration gives another value. */
export interface Conflict {
  /** The owner, without its fields. */
  owner: Pick<ManagedFieldsEntry, 'manager' | 'operation' | 'apiVersion' | 'subresource'>
  path: Path
}

/** The conflicts of an apply without force. */
export class ConflictError extends Error {
  readonly causes: { reason: string; message: string; field: string }[]

  constructor(conflicts: readonly Conflict[]) {
    super(sentence(conflicts))
    this.causes = conflicts.map(({ owner, path }) => ({
      reason: 'FieldManagerConflict',
      message: `conflict with ${ownerText(owner)}`,
      field: pathText(path),
    }))
  }
}

export function conflictsOf(owner: Conflict['owner'], fields: FieldSet): Conflict[] {
  const found: Conflict[] = []
  eachPath(fields, (path) => void found.push({ owner, path }))
  return found
}

function sentence(conflicts: readonly Conflict[]): string {
  const [first, another] = conflicts
  if (first && !another) {
    return `Apply failed with 1 conflict: conflict with ${ownerText(first.owner)}: ${pathText(first.path)}`
  }
  const byOwner = Map.groupBy(conflicts, ({ owner }) => owner)
  const groups = [...byOwner].map(([owner, own]) => {
    return [`conflicts with ${ownerText(owner)}:`, ...own.map(({ path }) => `- ${pathText(path)}`)].join('\n')
  })
  return `Apply failed with ${conflicts.length} conflicts: ${groups.sort().join('\n')}`
}

function ownerText({ manager = '', operation, apiVersion, subresource }: Conflict['owner']): string {
  const name = JSON.stringify(manager) + (subresource ? ` with subresource ${JSON.stringify(subresource)}` : '')
  return operation === 'Update' ? `${name} using ${apiVersion}` : name
}
