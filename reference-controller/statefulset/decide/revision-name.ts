import type { ControllerRevision, KubeValue, PodTemplateSpec, StatefulSet } from '../../client/objects.ts'

export const HASH_LABEL = 'controller.kubernetes.io/hash'

const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789'
// Object names end at 253 characters, and a hash has ten at most.
const LONGEST_PREFIX = 223

// Templates and revisions are never changed in place, so what was worked out from one object stays true of it.
const recorded = new WeakMap<PodTemplateSpec, KubeValue>()
const canonicals = new WeakMap<KubeValue, string>()

/**
 * The data of a revision: the template, as a strategic merge patch that replaces the whole of it. Its keys are
 * sorted: the API server compares the bytes of what is recorded when anything else about a revision is patched, and
 * writes JSON anew with sorted keys then, so another order would make the garbage collector's patches invalid.
 */
export function revisionData({ spec: { template } }: StatefulSet): KubeValue {
  return dataOf(template)
}

/** What a template is recorded as. */
export function dataOf(template: PodTemplateSpec): KubeValue {
  const data = recorded.get(template) ?? JSON.parse(goJson({ spec: { template: { ...template, $patch: 'replace' } } }))
  recorded.set(template, data)
  return data
}

export function recordsTemplate({ data }: ControllerRevision): boolean {
  const { spec } = (data ?? {}) as { spec?: { template?: unknown } }
  return typeof spec?.template === 'object' && spec.template !== null
}

/** The template that a revision records. */
export function templateOf(revision: ControllerRevision): PodTemplateSpec {
  const { $patch: _, ...template } = (revision.data as { spec: { template: PodTemplateSpec & KubeValue } }).spec
    .template
  return template
}

/** True if two revisions record the same text; the order of keys and explicit nulls do not matter. */
export function sameData(one: ControllerRevision, other: ControllerRevision): boolean {
  return writtenAlike(one.data, other.data)
}

export function writtenAlike(one: KubeValue | undefined, other: KubeValue | undefined): boolean {
  return canonical(one) === canonical(other)
}

/**
 * The name is a hash of what is recorded, computed as upstream does, so that the controllers recognise each other's
 * revisions: FNV-1 over the JSON that Go writes, in an alphabet without vowels. The count of collisions is part of it.
 */
export function revisionName(
  set: StatefulSet,
  data: KubeValue,
  collisionCount: number,
): { name: string; hash: string } {
  let sum = 0x811c9dc5
  for (const byte of new TextEncoder().encode(canonical(data) + collisionCount)) {
    sum = (Math.imul(sum, 0x01000193) ^ byte) >>> 0
  }
  const hash = [...String(sum)].map((digit) => ALPHABET[digit.charCodeAt(0) % ALPHABET.length]).join('')
  return { name: `${set.metadata.name.slice(0, LONGEST_PREFIX)}-${hash}`, hash }
}

function canonical(data: KubeValue | undefined): string {
  if (!data) return ''
  const text = canonicals.get(data) ?? goJson(data)
  canonicals.set(data, text)
  return text
}

/** JSON as Go's encoding/json writes a map: sorted keys, and some characters escaped that JavaScript leaves alone. */
function goJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(goJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return goEscaped(JSON.stringify(value))
  const members = Object.entries(value).filter(([, member]) => member !== null && member !== undefined)
  members.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, member]) => `${goEscaped(JSON.stringify(key))}:${goJson(member)}`).join(',')}}`
}

function goEscaped(text: string): string {
  return text.replace(/[<>&\u2028\u2029]/g, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
