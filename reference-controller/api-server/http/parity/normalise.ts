/** What a story has learnt from the answers so far. */
export interface Known {
  namespace: string
  uid: string
  rv: string
  first: string
  continue: string
}

type Json = Record<string, unknown>

// Fields that no two servers, or no two runs, share.
const VARYING: Record<string, string> = {
  uid: 'UID',
  resourceVersion: 'REVISION',
  creationTimestamp: 'TIME',
  deletionTimestamp: 'TIME',
  lastTransitionTime: 'TIME',
  continue: 'TOKEN',
}

/** The answer with everything replaced that differs from run to run, and without what the embedded server leaves out. */
export function normalised(answer: unknown, known: Known): unknown {
  if (typeof answer === 'string') return normalisedText(answer, known)
  if (Array.isArray(answer)) return answer.map((item) => normalised(item, known))
  if (typeof answer !== 'object' || answer === null) return answer
  const entries = Object.entries(answer as Json)
    .filter(([key]) => key !== 'managedFields')
    .map(([key, value]) => [key, varies(key, value) ? VARYING[key] : normalised(value, known)])
  return withoutAges(withoutSuffix(Object.fromEntries(entries)))
}

function varies(key: string, value: unknown): boolean {
  return typeof value === 'string' && value !== '' && Object.hasOwn(VARYING, key)
}

function normalisedText(text: string, { namespace }: Known): string {
  return text
    .replaceAll(namespace, 'NAMESPACE')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'UID')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, 'TIME')
    .replace(/(ResourceVersion in record \(|current: |resourceVersion\\*":\\*")\d+/g, '$1REVISION')
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

/** Names made from generateName end in five random letters. */
function withoutSuffix(object: Json): Json {
  const { generateName, name } = object
  if (typeof generateName !== 'string' || typeof name !== 'string') return object
  return { ...object, name: name.replace(/.{5}$/, 'XXXXX') }
}
