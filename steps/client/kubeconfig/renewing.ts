import type { Credentials } from './credentials.ts'

export interface Expiring {
  readonly credentials: Credentials
  /** Milliseconds since 1970. */
  readonly expires: number
}

/** Asks for credentials when they are first needed and again once they have expired: once for all who wait for them. */
export function renewing(ask: () => Promise<Expiring>, now: () => number) {
  let known: Promise<Expiring> | undefined

  function renew(): Promise<Expiring> {
    const answer = ask()
    answer.catch(() => {
      known = undefined
    })
    return answer
  }

  return {
    async current(): Promise<Credentials> {
      known ??= renew()
      const asked = known
      const { credentials, expires } = await asked
      if (now() < expires) return credentials
      if (known === asked) known = renew()
      return (await (known ?? renew())).credentials
    },
    forget(): void {
      known = undefined
    },
  }
}
