import { randomInt, randomUUID } from 'node:crypto'

/** Identifiers that the API server hands out, injected so that a recorded run can be repeated to the letter. */
export interface Ids {
  /** A new object UID (RFC 4122 form). */
  uid(): string
  /** A random name suffix of `length` characters, as generateName appends. */
  suffix(length: number): string
}

// The alphabet of Kubernetes' own name generator: no vowels, so no words; no look-alike digits.
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789'

/** Random identifiers. */
export function randomIds(): Ids {
  return {
    uid: () => randomUUID(),
    suffix: (length) => Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join(''),
  }
}

/** Identifiers that count up: the same run gives the same identifiers. */
export function countingIds(): Ids {
  let uids = 0
  let suffixes = 0
  return {
    uid: () => `00000000-0000-4000-8000-${(++uids).toString(16).padStart(12, '0')}`,
    suffix(length) {
      let rest = suffixes++
      const letters = Array.from({ length }, () => {
        const letter = ALPHABET[rest % ALPHABET.length]
        rest = Math.floor(rest / ALPHABET.length)
        return letter
      })
      return letters.reverse().join('')
    },
  }
}
