/** The exit codes of the command line. */
export const exitCodes = {
  conformant: 0,
  nonConformant: 1,
  usage: 2,
  harnessError: 3,
  incomplete: 4,
} as const

/** The command line is invalid: a message of one line, exit code 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}
