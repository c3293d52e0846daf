import type { StatusCause } from '../../definition.ts'
import { invalid } from '../field-errors.ts'
import { compareQuantities } from '../quantity.ts'
import type { Resources } from './types.ts'

/** Amounts are not negative, and no request exceeds its limit. */
export function validateResources({ limits = {}, requests = {} }: Resources, field: string): StatusCause[] {
  return [
    ...Object.entries(limits).flatMap(([name, amount]) => negative(amount, `${field}.limits[${name}]`)),
    ...Object.entries(requests).flatMap(([name, amount]) => {
      const limit = limits[name]
      const over = limit !== undefined && compareQuantities(amount, limit) > 0
      const detail = `must be less than or equal to ${name} limit of ${limit}`
      return [
        ...negative(amount, `${field}.requests[${name}]`),
        ...(over ? [invalid(`${field}.requests`, amount, detail)] : []),
      ]
    }),
  ]
}

function negative(amount: string, field: string): StatusCause[] {
  return compareQuantities(amount, '0') < 0 ? [invalid(field, amount, 'must be greater than or equal to 0')] : []
}
