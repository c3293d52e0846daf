import { apiVersion, type KubeObject, type Resource } from '../client/index.ts'
import { HarnessError } from './errors.ts'

/** Who wrote the status of an object, by the field managers that the API server has recorded. */
export const managersIn = ({ metadata: { managedFields = [] } }: KubeObject): string[] =>
  [
    ...new Set(managedFields.filter(({ subresource }) => subresource === 'status').map(({ manager = '' }) => manager)),
  ].sort()

interface Expectation {
  readonly kind: Resource
  readonly statusManagers?: readonly string[]
}

/**
 * Requires that nobody else than the controller under test writes the status of workloads.
 * @throws HarnessError: the verdict would be about another controller than the report says
 */
export function requireManagers(seen: readonly string[], { kind, statusManagers: expected }: Expectation): void {
  if (expected === undefined || seen.every((manager) => expected.includes(manager))) return
  throw new HarnessError(
    `expected the status of each ${kind.kind} (${apiVersion(kind)}) to be written by ${expected.join(' or ')}, found ${seen.join(' and ')}: another controller reconciles it; stop that one, or say with --controller or --kind-file whose it is`,
  )
}
