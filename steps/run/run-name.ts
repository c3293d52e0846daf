import { randomBytes } from 'node:crypto'
import { InvalidArgumentError } from 'commander'

/** A name no other run has: the prefix of every namespace that this one makes. */
export const runName = (): string => `sts-conformance-${randomBytes(3).toString('hex')}`

/** A value of a label. Nothing, as of a variable that is not set, would mean all runs. */
export function nameOfRun(text: string): string {
  if (/^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(text)) return text
  throw new InvalidArgumentError('expected the name of a run, as its namespaces are labelled')
}
