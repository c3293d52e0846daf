import type { StatusCause } from '../../definition.ts'
import { invalid, notSupported, required, tooLong } from '../../shared/field-errors.ts'

/** What is wrong with a value, in the words of the validator that kube-apiserver uses for custom objects. */
export type Problem =
  | { kind: 'type' | 'invalid'; path: string; value: unknown; message: string }
  | { kind: 'required'; path: string; message: string }
  | { kind: 'enum'; path: string; value: unknown; supported: string[]; message: string }
  | { kind: 'too-long'; path: string; limit: number; message: string }
  | { kind: 'too-many'; path: string; count: number; limit: number; message: string }
  /** A combination of schemas that does not fit; it is reported for no field in particular. */
  | { kind: 'combination'; message: string }

/** Upstream's name for the field of a cause that has none. */
const NO_FIELD = '<nil>'

/** The causes of an Invalid Status; `root` is the field that was validated, empty for the whole object. */
export function causesOf(found: readonly Problem[], root = ''): StatusCause[] {
  const fieldFor = (path: string) => [root, path.replace(/^\./, '')].filter(Boolean).join('.') || NO_FIELD
  return withoutRepeats(found).map((problem) => {
    if (problem.kind === 'combination') return invalid(root || NO_FIELD, '', problem.message)
    const field = fieldFor(problem.path)
    switch (problem.kind) {
      case 'required':
        return required(field)
      case 'enum':
        return notSupported(field, problem.value, problem.supported)
      case 'too-long':
        return tooLong(field, problem.limit)
      case 'too-many':
        return tooMany(field, problem)
      case 'type':
        return { ...invalid(field, problem.value, problem.message), reason: 'FieldValueTypeInvalid' }
      default:
        return invalid(field, problem.value, problem.message)
    }
  })
}

function withoutRepeats(found: readonly Problem[]): Problem[] {
  const seen = new Set<string>()
  return found.filter(({ message }) => !seen.has(message) && seen.add(message))
}

function tooMany(field: string, { count, limit }: { count: number; limit: number }): StatusCause {
  const message = `Too many: ${count}: must have at most ${limit} item${limit === 1 ? '' : 's'}`
  return { reason: 'FieldValueTooMany', message, field }
}
