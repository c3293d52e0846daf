import type { Rules } from '../shared/strategy.ts'

/** Whoever takes a lease must have seen the one that it replaces. */
export const leaseRules: Rules = { needsRevision: true }
