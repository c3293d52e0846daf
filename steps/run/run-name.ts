import { randomBytes } from 'node:crypto'

/** A name no other run has: the prefix of every namespace that this one makes. */
export const runName = (): string => `sts-conformance-${randomBytes(3).toString('hex')}`
