import type { StatusCause } from '../../definition.ts'
import { problems, required } from '../field-errors.ts'
import { dnsSubdomainProblems, ipProblems, searchPathProblems } from '../names.ts'
import type { PodSpec } from './types.ts'

interface DnsConfig {
  nameservers?: string[]
  searches?: string[]
  options?: { name?: string }[]
}

/** What a Pod's resolver knows, besides what its cluster says. */
export function validateDnsConfig(spec: PodSpec, field: string): StatusCause[] {
  const config = spec['dnsConfig'] as DnsConfig | undefined
  const at = `${field}.dnsConfig`
  const { nameservers = [], searches = [], options = [] } = config ?? {}
  if (spec.dnsPolicy === 'None' && nameservers.length === 0) {
    if (!config) return [required(at, 'must provide `dnsConfig` when `dnsPolicy` is None')]
    return [required(`${at}.nameservers`, 'must provide at least one DNS nameserver when `dnsPolicy` is None')]
  }
  return [
    ...nameservers.flatMap((address, index) => problems(`${at}.nameservers[${index}]`, address, ipProblems(address))),
    ...searches.flatMap((path, index) => problems(`${at}.searches[${index}]`, path, searchPathProblems(path))),
    ...options.flatMap(({ name }, index) => (name ? [] : [required(`${at}.options[${index}]`, 'must not be empty')])),
  ]
}

interface HostAlias {
  ip: string
  hostnames?: string[]
}

/** Lines for the hosts file. */
export function validateHostAliases(spec: PodSpec, field: string): StatusCause[] {
  return ((spec['hostAliases'] ?? []) as HostAlias[]).flatMap(({ ip, hostnames = [] }, index) => {
    const at = `${field}.hostAliases[${index}]`
    return [
      ...problems(`${at}.ip`, ip, ipProblems(ip)),
      ...hostnames.flatMap((name, number) => problems(`${at}.hostnames[${number}]`, name, dnsSubdomainProblems(name))),
    ]
  })
}
