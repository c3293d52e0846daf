/** Masks replace values that differ between two servers, or between two runs of one. */

type Json = Record<string, unknown>

interface Mask {
  readonly as: string
  readonly because: string
}

/** Strings in fields of these names. */
const FIELDS: Record<string, Mask> = {
  resourceVersion: { as: 'REVISION', because: 'it counts all earlier writes' },
  continue: { as: 'TOKEN', because: 'it holds a revision, in the encoding of the server' },
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

export interface MaskOptions {
  /** The namespace of the story, which is numbered. */
  readonly namespace: string
  /** The generateName of the request: refusals of the generated name quote five random letters. */
  readonly prefix: string
  /** Keeps managedFields: most families are not about them. */
  readonly managedFields: boolean
}

/** Replaces all of this in a response. */
export function masked(answer: unknown, options: MaskOptions): unknown {
  if (typeof answer === 'string') return maskedText(answer, options)
  if (Array.isArray(answer)) return answer.map((item) => masked(item, options))
  if (typeof answer !== 'object' || answer === null) return answer
  const entries = Object.entries(answer as Json)
    .filter(([key]) => key !== 'managedFields' || options.managedFields)
    // Items of a list are keys of managedFields, uids among them.
    .map(([key, value]) => [maskedText(key, options), isMasked(key, value) ? FIELDS[key]?.as : masked(value, options)])
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

export function maskedText(text: string, options: MaskOptions): string {
  const shown = withQuotedObjects(text, options).replaceAll(options.namespace, 'NAMESPACE')
  return withoutSuffixOf(
    options.prefix,
    TEXTS.reduce((masking, { pattern, as }) => masking.replace(pattern, as), shown),
  )
}

/** Messages quote whole objects, whose fields Go sorts in its own way and whose managedFields may be left out. */
function withQuotedObjects(text: string, options: MaskOptions): string {
  return text.replace(/"\{\\"(?:[^"\\]|\\.)*\}"/g, (quoted) => {
    try {
      return JSON.stringify(JSON.stringify(sorted(masked(JSON.parse(JSON.parse(quoted)), options))))
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

/** Rows contain ages; the embedded server sends no descriptions of the columns of a table. */
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
