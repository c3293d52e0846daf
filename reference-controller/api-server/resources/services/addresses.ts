import { isIP } from 'node:net'
import type { StatusCause } from '../definition.ts'
import { duplicate, forbidden, invalid, notSupported, problems } from '../shared/field-errors.ts'
import { ipProblems } from '../shared/names.ts'
import type { ServiceSpec } from './types.ts'

const FAMILIES = ['IPv4', 'IPv6']
const POLICIES = ['PreferDualStack', 'RequireDualStack', 'SingleStack']
// Of this cluster: one family, one range.
const RANGE = '10.96.0.0/16'

/** The rules for the addresses that a service asks for. */
export function validateAddresses(spec: ServiceSpec): StatusCause[] {
  const { type, clusterIPs = [] } = spec
  if (type === 'ExternalName') {
    return clusterIPs.length > 0 ? [forbidden('spec.clusterIPs', 'may not be set for ExternalName services')] : []
  }
  const found = [...validateList(spec), ...validateFamilies(spec)]
  return found.length > 0 ? found : validateCluster(spec)
}

function validateList({ type = '', clusterIP, clusterIPs = [] }: ServiceSpec): StatusCause[] {
  const field = 'spec.clusterIPs'
  const found: StatusCause[] = []
  if (clusterIPs.length > 0 && !clusterIP) {
    found.push(invalid(field, clusterIPs, 'must be empty when `clusterIP` is not specified'))
  }
  if (clusterIPs.length > 0 && clusterIP && clusterIPs[0] !== clusterIP) {
    found.push(invalid(field, clusterIPs, 'first value must match `clusterIP`'))
  }
  if (clusterIPs.length > 1 && clusterIPs.includes('None')) {
    found.push(invalid(field, clusterIPs, "'None' must be the first and only value"))
  }
  if (clusterIPs[0] === 'None' && type !== 'ClusterIP') {
    found.push(invalid(`${field}[0]`, 'None', `may not be set to 'None' for ${type} services`))
  }
  const wrong = clusterIPs.flatMap((address, index) =>
    index === 0 && address === 'None' ? [] : problems(`${field}[${index}]`, address, ipProblems(address)),
  )
  return [...found, ...wrong]
}

function validateFamilies({ ipFamilies = [], ipFamilyPolicy, clusterIPs = [] }: ServiceSpec): StatusCause[] {
  return [
    ...ipFamilies.flatMap((family, index) => {
      const at = `spec.ipFamilies[${index}]`
      if (!FAMILIES.includes(family)) return [notSupported(at, family, FAMILIES)]
      return ipFamilies.indexOf(family) < index ? [duplicate(at, family)] : []
    }),
    ...(ipFamilyPolicy && !POLICIES.includes(ipFamilyPolicy)
      ? [notSupported('spec.ipFamilyPolicy', ipFamilyPolicy, POLICIES)]
      : []),
    ...clusterIPs.flatMap((address, index) => {
      const family = ipFamilies[index]
      if (!family || !isIP(address) || family === `IPv${isIP(address)}`) return []
      const detail = `expected an ${family} value as indicated by \`ipFamilies[${index}]\``
      return [invalid(`spec.clusterIPs[${index}]`, address, detail)]
    }),
  ]
}

function validateCluster({ ipFamilies = [], ipFamilyPolicy, clusterIPs = [], selector }: ServiceSpec): StatusCause[] {
  const headless = clusterIPs[0] === 'None'
  const foreign = ipFamilies.indexOf('IPv6')
  if (foreign >= 0 && !(headless && !selector)) {
    return [invalid(`spec.ipFamilies[${foreign}]`, 'IPv6', 'not configured on this cluster')]
  }
  if (ipFamilyPolicy === 'RequireDualStack' && !(headless && !selector)) {
    const detail = 'this cluster is not configured for dual-stack services'
    return [invalid('spec.ipFamilyPolicy', ipFamilyPolicy, detail)]
  }
  const outside = clusterIPs.find((address) => isIP(address) && !address.startsWith('10.96.'))
  if (outside === undefined) return []
  const detail = `failed to allocate IP ${outside}: the provided IP (${outside}) is not in the valid range. The range of valid IPs is ${RANGE}`
  return [invalid('spec.clusterIPs', clusterIPs, detail)]
}

/** Addresses by which a service is reached from outside. */
export function validateExternalIps(addresses: readonly string[]): StatusCause[] {
  return addresses.flatMap((address, index) => {
    const field = `spec.externalIPs[${index}]`
    if (!isIP(address)) return problems(field, address, ipProblems(address))
    return loopbackProblems(address).map((problem) => invalid(field, address, problem))
  })
}

/** An address that would lead back to whoever uses it. */
export const loopbackProblems = (address: string): string[] =>
  /^127\.|^::1$/.test(address) ? ['may not be in the loopback range (127.0.0.0/8, ::1/128)'] : []
