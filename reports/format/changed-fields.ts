type Fields = Record<string, unknown>

const LONGEST = 24
const MOST = 4

// Written by the API server, with every change or with a deletion: they show nothing more about it.
const bookkeeping =
  /^metadata\.(resourceVersion|managedFields|generation|uid|creationTimestamp|deletionTimestamp|deletionGracePeriodSeconds)\b/

/** The differences between two versions of an object: "status.readyReplicas 1 → 2", the first few of them. */
export function changedFields(before: Fields, after: Fields): string[] {
  const [old, current] = [new Map(leavesOf(before)), new Map(leavesOf(after))]
  const paths = [...new Set([...old.keys(), ...current.keys()])].filter(
    (path) => !bookkeeping.test(path) && old.get(path) !== current.get(path),
  )
  const shown = paths.slice(0, MOST).map((path) => `${path} ${short(old.get(path))} → ${short(current.get(path))}`)
  return paths.length > MOST ? [...shown, '…'] : shown
}

/** Each field with its path; a list is one value. */
function leavesOf(value: unknown, path = ''): [string, string][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[path, JSON.stringify(value)]]
  return Object.entries(value).flatMap(([key, part]) => leavesOf(part, path === '' ? key : `${path}.${key}`))
}

function short(value: string | undefined): string {
  const text = value?.replaceAll('"', '') ?? 'none'
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
}
