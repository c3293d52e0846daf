import type { StatusCause } from './definition.ts'

/** A body that cannot be decoded as the resource: a 400 BadRequest. */
export class BodyError extends Error {
  readonly code = 400
  readonly reason = 'BadRequest'
}

/** A patch that cannot be read or applied; code, reason (none: empty) and causes are those of kube-apiserver's Status. */
export class PatchError extends Error {
  readonly code: number
  readonly reason: string
  readonly causes: StatusCause[]

  constructor(code: number, reason: string, message: string, options?: ErrorOptions & { causes?: StatusCause[] }) {
    super(message, options)
    this.code = code
    this.reason = reason
    this.causes = options?.causes ?? []
  }
}

/** A selector that cannot be parsed: a 400 BadRequest. */
export class SelectorError extends Error {
  readonly code = 400
  readonly reason = 'BadRequest'
}
