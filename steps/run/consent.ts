import { UsageError } from './errors.ts'

/** Words by which people mark what must not be played with; part of a longer word they mean nothing. */
const PRODUCTION = /(?<![a-z])(prod|prd|production|live)(?![a-z])/i

/** @throws UsageError if the name of a context looks like production and the user has not confirmed it with --yes. */
export function requireConsent(context: string, yes: boolean | undefined): void {
  if (yes || !PRODUCTION.test(context)) return
  throw new UsageError(`the context ${context} looks like production: add --yes if that is what you mean`)
}
