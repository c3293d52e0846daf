import type { StatusCause } from '../../definition.ts'
import { invalid } from '../field-errors.ts'
import { compareQuantities } from '../quantity.ts'
import type { ResourceList, Resources } from './types.ts'

/** Amounts are not negative, and no request exceeds its limit. */
export function validateResources({ limits = {}, requests = {} }: Resources, field: string): StatusCause[] {
  return [
    ...negative(limits, `${field}.limits`),
    ...negative(requests, `${field}.requests`),
    ...overLimit(limits, requests, field),
  ]
}

function negative(list: ResourceList, field: string): StatusCause[] {
  return Object.entries(list)
    .filter(([, amount]) => compareQuantities(amount, '0') < 0)
    .map(([name, amount]) => invalid(`${field}[${name}]`, amount, 'must be greater than or equal to 0'))
}

function overLimit(limits: ResourceList, requests: ResourceList, field: string): StatusCause[] {
  return Object.entries(requests)
    .filter(([name, amount]) => limits[name] !== undefined && compareQuantities(amount, limits[name]) > 0)
    .map(([name, amount]) =>
      invalid(`${field}.requests`, amount, `must be less than or equal to ${name} limit of ${limits[name]}`),
    )
}
