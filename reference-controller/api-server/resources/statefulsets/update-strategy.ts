import type { Features } from '../../../feature-gates.ts'
import type { StatusCause } from '../definition.ts'
import { invalid, nonNegative } from '../shared/field-errors.ts'
import type { StatefulSetSpec } from './types.ts'

type Strategy = StatefulSetSpec['updateStrategy']
type RollingUpdate = NonNullable<Strategy['rollingUpdate']>

const FIELD = 'spec.updateStrategy'

export function validateUpdateStrategy({ type, rollingUpdate }: Strategy, { recreate }: Features): StatusCause[] {
  // The refusals show the server's own Go values.
  const shown = rollingUpdate ? { Partition: rollingUpdate.partition ?? 0, MaxUnavailable: null } : null
  if (type === 'OnDelete' || (type === 'Recreate' && recreate)) {
    if (!rollingUpdate) return []
    return [invalid(`${FIELD}.rollingUpdate`, shown, "only allowed for updateStrategy 'RollingUpdate'")]
  }
  if (type === 'RollingUpdate') return rollingUpdate ? validateRollingUpdate(rollingUpdate) : []
  const types = recreate ? "'RollingUpdate', 'OnDelete', or 'Recreate'" : "'RollingUpdate' or 'OnDelete'"
  return [invalid(FIELD, { Type: type, RollingUpdate: shown }, `must be ${types}`)]
}

function validateRollingUpdate({ partition, maxUnavailable }: RollingUpdate): StatusCause[] {
  return [
    ...nonNegative(`${FIELD}.rollingUpdate.partition`, partition),
    ...(maxUnavailable === undefined ? [] : validateMaxUnavailable(maxUnavailable)),
  ]
}

/** One value may break several rules; kube-apiserver reports each. */
function validateMaxUnavailable(value: number | string): StatusCause[] {
  const field = `${FIELD}.rollingUpdate.maxUnavailable`
  const percent = typeof value === 'string' ? /^(\d+)%$/.exec(value)?.[1] : undefined
  const isMalformed = typeof value === 'string' && percent === undefined
  const amount = percent === undefined ? wholeNumber(value) : Number(percent)
  return [
    ...(isMalformed ? [invalid(field, value, "a valid percent string must be a number followed by '%'")] : []),
    ...nonNegative(field, value),
    ...(amount === 0 ? [invalid(field, value, 'cannot be 0')] : []),
    ...(percent !== undefined && amount > 100 ? [invalid(field, value, 'must not be greater than 100%')] : []),
  ]
}

/** As Go reads it: a text that is no whole number counts as 0. */
const wholeNumber = (value: number | string): number =>
  typeof value === 'number' ? value : Number(/^[+-]?\d+$/.exec(value)?.[0] ?? 0)
