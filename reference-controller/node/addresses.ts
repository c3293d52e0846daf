/** Hands out Pod addresses from 10.244.0.0/14, each to one Pod at a time. */
export interface Addresses {
  /** The Pod's address: the one it was given before, or the next free one. */
  of(uid: string): string
  /** Notes an address that a Pod has already. */
  note(uid: string, address: string): void
  release(uid: string): void
}

const FIRST = (10 << 24) | (244 << 16)
const SIZE = 1 << 18

export function addresses(): Addresses {
  const byPod = new Map<string, string>()
  const taken = new Set<string>()
  let last = 0

  function note(uid: string, address: string) {
    byPod.set(uid, address)
    taken.add(address)
  }

  function nextFree(): string {
    for (let tried = 0; tried < SIZE; tried++) {
      last = (last % (SIZE - 2)) + 1
      const address = dotted(FIRST + last)
      if (!taken.has(address)) return address
    }
    throw new Error(`Expected a free address in 10.244.0.0/14, and all ${SIZE} are in use. Delete some Pods.`)
  }

  return {
    of(uid) {
      const known = byPod.get(uid)
      if (known) return known
      const address = nextFree()
      note(uid, address)
      return address
    },
    note,
    release(uid) {
      const address = byPod.get(uid)
      byPod.delete(uid)
      if (address) taken.delete(address)
    },
  }
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.')
}
