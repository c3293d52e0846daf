/** The versions of the store that a watch has reached, and the waits for later ones (capability global-order). */
export interface VersionWaits {
  /** The last version that came, if any. */
  readonly version: string | undefined
  /** Notes the version of an event or bookmark. */
  advance(version: string): void
  /** Ends all waits: the watch is broken. */
  fail(): void
  /** The same for good: nothing comes any more. */
  close(): void
  /** Resolves with true once this version or a later one has come, with false if the watch breaks before. */
  upTo(version: string): Promise<boolean>
}

export function versionWaits(since: string | undefined): VersionWaits {
  let latest = since
  let closed = false
  let waiting: { readonly version: bigint; readonly resolve: (come: boolean) => void }[] = []
  function fail() {
    for (const { resolve } of waiting) resolve(false)
    waiting = []
  }
  return {
    get version() {
      return latest
    },
    advance(version) {
      latest = version
      // Versions of a server without global order need not be numbers; then nobody waits.
      if (waiting.length === 0) return
      const come = BigInt(version)
      for (const wait of waiting) if (wait.version <= come) wait.resolve(true)
      waiting = waiting.filter((wait) => wait.version > come)
    },
    fail,
    close() {
      closed = true
      fail()
    },
    upTo(version) {
      if (latest !== undefined && BigInt(latest) >= BigInt(version)) return Promise.resolve(true)
      if (closed) return Promise.resolve(false)
      const { promise, resolve } = Promise.withResolvers<boolean>()
      waiting.push({ version: BigInt(version), resolve })
      return promise
    },
  }
}
