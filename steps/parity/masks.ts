/** What no two servers, or no two runs of one, answer alike: replaced in every answer, here and nowhere else. */

type Json = Record<string, unknown>

interface Mask {
  readonly as: string
  readonly because: string
}

/** Strings in fields of these names. */
const FIELDS: Record<string, Mask> = {
  resourceVersion: { as: 'REVISION', because: 'how much was written before depends on what else goes on' },
  continue: { as: 'TOKEN', because: 'it holds a revision, and servers encode it as they like' },
  storageVersionHash: {
    as: 'HASH',
    because: 'it hashes the group, and the groups of custom kinds are numbered by story',
  },
}

interface TextMask extends Mask {
  readonly pattern: RegExp
}

/** Parts of any string. */
const TEXTS: TextMask[] = [
  { pattern: /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, as: 'UID', because: 'uids are random' },
  {
    pattern: /\d{4}-(?!01-01T)\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g,
    as: 'TIME',
    because: 'it is the time of the request; times that requests bring are of New Year’s days',
  },
  {
    pattern: /(?<=ResourceVersion in record \(|current: |resourceVersion\\*":\\*")\d+/g,
    as: 'REVISION',
    because: 'revisions again, in messages',
  },
  { pattern: /\b10\.96\.\d+\.\d+\b/g, as: 'CLUSTER-IP', because: 'addresses of services are handed out at random' },
  {
    pattern:
      /(?<=(?:after creation except .*|fields other than .*|immutable after creation))\n[\s\S]*?(?=\]$|, spec\.|, volumeMode|$)/g,
    as: '\nDIFFERENCE',
    because: 'the library that prints it varies it from build to build, so that nobody depends on it',
  },
]

export interface Telling {
  /** The story's own, which has another number as soon as a story is added before it. */
  readonly namespace: string
  /** The generateName of the request: what refuses the name that was made from it quotes five random letters. */
  readonly prefix: string
  /** Whether managedFields are kept: most families are not about them. */
  readonly managedFields: boolean
}

/** An answer with all of this replaced. */
export function masked(answer: unknown, telling: Telling): unknown {
  if (typeof answer === 'string') return maskedText(answer, telling)
  if (Array.isArray(answer)) return answer.map((item) => masked(item, telling))
  if (typeof answer !== 'object' || answer === null) return answer
  const entries = Object.entries(answer as Json)
    .filter(([key]) => key !== 'managedFields' || telling.managedFields)
    // Items of a list are keys of managedFields, uids among them.
    .map(([key, value]) => [maskedText(key, telling), isMasked(key, value) ? FIELDS[key]?.as : masked(value, telling)])
  return withoutUser(withManagersInOrder(withoutAges(withoutSuffix(Object.fromEntries(entries)))))
}

/** Managers come by their times, of which those of a moment are alike in one run and not in the next: here by name. */
function withManagersInOrder(object: Json): Json {
  const { managedFields } = object
  if (!Array.isArray(managedFields)) return object
  const key = ({ operation, manager, apiVersion, subresource }: Json) =>
    JSON.stringify([operation, manager, apiVersion, subresource])
  return { ...object, managedFields: managedFields.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)) }
}

const isMasked = (key: string, value: unknown) =>
  typeof value === 'string' && value !== '' && Object.hasOwn(FIELDS, key)

export function maskedText(text: string, telling: Telling): string {
  const told = withQuotedObjects(text, telling).replaceAll(telling.namespace, 'NAMESPACE')
  return withoutSuffixOf(
    telling.prefix,
    TEXTS.reduce((masking, { pattern, as }) => masking.replace(pattern, as), told),
  )
}

/** Messages quote whole objects, whose fields Go sorts in its own way and whose managedFields may not be told. */
function withQuotedObjects(text: string, telling: Telling): string {
  return text.replace(/"\{\\"(?:[^"\\]|\\.)*\}"/g, (quoted) => {
    try {
      return JSON.stringify(JSON.stringify(sorted(masked(JSON.parse(JSON.parse(quoted)), telling))))
    } catch {
      return quoted
    }
  })
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  )
}

/** Rows tell how long ago something was; what the columns of a table mean, the embedded server leaves to the documents. */
function withoutAges(object: Json): Json {
  if (Array.isArray(object['cells'])) {
    const cells = object['cells'].map((cell) => (typeof cell === 'string' ? cell.replace(/\b\d+s\b/, 'AGE') : cell))
    return { ...object, cells }
  }
  if (!Array.isArray(object['columnDefinitions'])) return object
  const columns = object['columnDefinitions'].map((column) => ({ ...column, description: '' }))
  return { ...object, columnDefinitions: columns }
}

function withoutSuffixOf(prefix: string, text: string): string {
  if (!prefix) return text
  const literal = prefix.replace(/[^\w-]/g, '\\$&')
  return text.replaceAll(new RegExp(`(?<=(?:^|")${literal})[bcdfghjklmnpqrstvwxz2456789]{5}(?=\\\\?"|$)`, 'g'), 'XXXXX')
}

/** Names made from generateName end in five random letters. */
function withoutSuffix(object: Json): Json {
  const { generateName, name } = object
  if (typeof generateName !== 'string' || typeof name !== 'string') return object
  return { ...object, name: name.replace(/.{5}$/, 'XXXXX') }
}

/** Each server has its own user for the requests of the corpus. */
function withoutUser(object: Json): Json {
  return 'username' in object && 'groups' in object ? { ...object, username: 'USER', uid: 'USER' } : object
}
