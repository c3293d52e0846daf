/** The promise was not kept: the verdict is non-conformant. */
export class GuaranteeBroken extends Error {
  readonly expected: unknown
  readonly seen: unknown

  constructor(message: string, expected?: unknown, seen?: unknown) {
    super(
      expected === undefined && seen === undefined
        ? message
        : `${message}\n  expected: ${shown(expected)}\n  seen:     ${shown(seen)}`,
    )
    this.name = 'GuaranteeBroken'
    this.expected = expected
    this.seen = seen
  }
}

/** The suite or the cluster around the controller is at fault: never a verdict on the controller. */
export class HarnessError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'HarnessError'
  }
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
