import { claims, keyOf, type PersistentVolumeClaim, type Pod, pods } from '../../client/index.ts'
import { assembly, type PartContext, type RunningPart } from '../../part.ts'
import { claimUsers } from './claim-users.ts'
import { CLAIM_PROTECTION, claimsUsedBy, protectionOf } from './usage.ts'
import { writeFinalizer } from './write-finalizer.ts'

const WORKERS = 8

/**
 * Keeps claims from being removed while Pods use them. Terminating claims are looked at by namespace, because the last
 * word on who uses them is a live list of the namespace's Pods, and one list serves many claims.
 */
export function startClaimProtection(context: PartContext): Promise<RunningPart> {
  const { client } = context
  const part = assembly(context, 'claim protection')
  const users = claimUsers()
  const terminating = new Map<string, Set<string>>()

  const additions = part.queue(async (key) => {
    const claim = claimsSeen.cache.get(key)
    if (!claim || protectionOf(claim, CLAIM_PROTECTION) !== 'add') return
    await writeFinalizer(client, claims, claim, CLAIM_PROTECTION)
  }, WORKERS)

  const releases = part.queue(async (namespace) => {
    const unused = [...(terminating.get(namespace) ?? [])]
      .filter((key) => !users.has(key))
      .flatMap((key) => claimsSeen.cache.get(key) ?? [])
    if (unused.length === 0) return
    const live = await client.list<Pod>(pods, namespace)
    const used = new Set(live.items.flatMap(claimsUsedBy))
    const free = unused.filter(({ metadata }) => !used.has(metadata.name))
    await Promise.all(free.map((claim) => writeFinalizer(client, claims, claim, CLAIM_PROTECTION)))
  }, WORKERS)

  part.follow<Pod>(pods, ({ type, object, old }) => {
    const { namespace = '' } = object.metadata
    const unused = users.change(type === 'DELETED' ? undefined : object, old)
    if (unused.some((key) => terminating.get(namespace)?.has(key))) releases.add(namespace)
  })
  const claimsSeen = part.follow<PersistentVolumeClaim>(claims, ({ type, object }) => {
    const { namespace = '' } = object.metadata
    const protection = type === 'DELETED' ? 'none' : protectionOf(object, CLAIM_PROTECTION)
    const keys = terminating.get(namespace) ?? new Set<string>()
    if (protection === 'remove-if-unused') terminating.set(namespace, keys.add(keyOf(object)))
    else if (keys.delete(keyOf(object)) && keys.size === 0) terminating.delete(namespace)
    if (protection === 'remove-if-unused') releases.add(namespace)
    if (protection === 'add') additions.add(keyOf(object))
  })
  return part.start()
}
