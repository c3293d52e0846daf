import type { Pickle } from '@cucumber/messages'
import { addressOf, guaranteesOf } from '../world/address.ts'

/** The first example of each guarantee, and those with these addresses, as cucumber names them: `FILE:LINE`. */
export function onePerGuarantee(
  all: readonly Pick<Pickle, 'uri' | 'name' | 'tags' | 'location'>[],
  addresses: readonly string[],
): string[] {
  const seen = new Set<string>()
  const chosen = all.filter((pickle) => {
    const unseen = guaranteesOf(pickle).filter((id) => !seen.has(id))
    for (const id of unseen) seen.add(id)
    return unseen.length > 0 || addresses.includes(addressOf(pickle))
  })
  return chosen.map(({ uri, location }) => `${uri}:${location?.line}`)
}
