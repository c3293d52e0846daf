import type { StatusCause } from '../../resources/index.ts'
import { booleanParameter, integerParameter, invalidOptions, unsupported } from './options.ts'

const forbidden = (field: string, problem: string): StatusCause => {
  return { reason: 'FieldValueForbidden', message: `Forbidden: ${problem}`, field }
}

/** The combinations of parameters that upstream refuses for lists and watches. */
export function checkListOptions(query: URLSearchParams, watch: boolean): void {
  integerParameter(query, 'limit')
  integerParameter(query, 'timeoutSeconds')
  const causes = watch ? watchProblems(query) : listProblems(query)
  if (causes.length > 0) throw invalidOptions('ListOptions', causes)
}

function watchProblems(query: URLSearchParams): StatusCause[] {
  const match = query.get('resourceVersionMatch')
  const initial = booleanParameter(query, 'sendInitialEvents')
  const field = 'resourceVersionMatch'
  const causes: StatusCause[] = []
  if (query.get('continue'))
    causes.push(forbidden(field, 'resourceVersionMatch is forbidden when continue is provided'))
  if (match && initial === undefined) {
    causes.push(forbidden(field, 'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided'))
  }
  if (initial !== undefined && match !== 'NotOlderThan') {
    causes.push(forbidden(field, 'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan'))
  }
  if (match && match !== 'NotOlderThan') causes.push(unsupported(field, JSON.stringify(match), ['NotOlderThan']))
  return causes
}

function listProblems(query: URLSearchParams): StatusCause[] {
  if (query.has('sendInitialEvents')) return [forbidden('sendInitialEvents', 'sendInitialEvents is forbidden for list')]
  const match = query.get('resourceVersionMatch')
  if (!match) return []
  const field = 'resourceVersionMatch'
  const revision = query.get('resourceVersion')
  const causes: StatusCause[] = []
  if (query.get('continue'))
    causes.push(forbidden(field, 'resourceVersionMatch is forbidden when continue is provided'))
  if (!revision) causes.push(forbidden(field, 'resourceVersionMatch is forbidden unless resourceVersion is provided'))
  if (match !== 'Exact' && match !== 'NotOlderThan') {
    causes.push(unsupported(field, JSON.stringify(match), ['Exact', 'NotOlderThan', '']))
  }
  if (match === 'Exact' && revision === '0') {
    causes.push(forbidden(field, 'resourceVersionMatch "exact" is forbidden for resourceVersion "0"'))
  }
  return causes
}
