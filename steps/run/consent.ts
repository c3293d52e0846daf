import { UsageError } from './errors.ts'

/** Words by which people mark what must not be played with; part of a longer word they mean nothing. */
const PRODUCTION = /(?<![a-z])(prod|prd|production|live)(?![a-z])/i

/** @throws UsageError if a context is called like production and the user has not said that it is meant. */
export function demandConsent(context: string, yes: boolean | undefined): void {
  if (yes || !PRODUCTION.test(context)) return
  throw new UsageError(`the context ${context} looks like production: add --yes if that is what you mean`)
}
