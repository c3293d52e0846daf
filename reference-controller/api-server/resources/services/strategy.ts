import type { KubeObject } from '../definition.ts'
import { same } from '../shared/equality.ts'
import { dnsLabelName } from '../shared/names.ts'
import type { Rules } from '../shared/strategy.ts'
import { defaultService } from './defaults.ts'
import type { Service } from './types.ts'
import { validateService, validateServiceUpdate } from './validation.ts'

/** A service gets its addresses when it is created, and keeps them. */
export const serviceRules: Rules = {
  nameRule: dnsLabelName,
  defaults: (object) => defaultService(object as Service),
  prepareForCreate(object, context) {
    const service = object as Service
    const { spec } = service
    if (spec.clusterIP) spec.clusterIPs ??= [spec.clusterIP]
    if (spec.type !== 'ExternalName') allocateAddress(service, context.ids.uid())
  },
  prepareForUpdate(object, old) {
    const { spec } = object as Service
    const { spec: before } = old as Service
    if (spec.type === 'ExternalName') return giveBack(spec, before)
    if (before.type === 'ExternalName') return allocateAddress(object as Service, String(object.metadata.uid))
    // A client that does not know the addresses may leave them out.
    if (spec.clusterIP === undefined && before.clusterIP === undefined) return
    spec.clusterIP ??= before.clusterIP ?? ''
    // The list follows the single address where only that was changed.
    if (!spec.clusterIPs || (spec.clusterIP !== before.clusterIP && same(spec.clusterIPs, before.clusterIPs))) {
      spec.clusterIPs = spec.clusterIP === before.clusterIP ? (before.clusterIPs ?? []) : [spec.clusterIP]
    }
    if (before.ipFamilies) spec.ipFamilies ??= before.ipFamilies
    if (before.ipFamilyPolicy) spec.ipFamilyPolicy ??= before.ipFamilyPolicy
  },
  validate: (object) => validateService(object as Service),
  validateUpdate: (object, old) => validateServiceUpdate(object as Service, old as Service),
  selectableFields: ({ spec }: KubeObject) => {
    const { clusterIP, type } = (spec ?? {}) as Partial<Service['spec']>
    return { 'spec.clusterIP': clusterIP, 'spec.type': type }
  },
}

/** A Service that becomes an ExternalName loses its addresses, unless the client sets others. */
function giveBack(spec: Service['spec'], before: Service['spec']): void {
  if (before.type === 'ExternalName' || (spec.clusterIP && spec.clusterIP !== before.clusterIP)) return
  for (const field of ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy', 'internalTrafficPolicy'] as const)
    delete spec[field]
}

function allocateAddress({ spec }: Service, uid: string): void {
  spec.clusterIP ||= addressFrom(uid)
  spec.clusterIPs = [spec.clusterIP, ...(spec.clusterIPs ?? []).slice(1)]
  spec.ipFamilies ??= [spec.clusterIP.includes(':') ? 'IPv6' : 'IPv4']
  spec.ipFamilyPolicy ??= 'SingleStack'
}

/** An address in 10.96.0.0/16, from the last four digits of a new id: unlikely, not impossible, to be taken. */
function addressFrom(uid: string): string {
  const number = Number.parseInt(uid.slice(-4), 16)
  return `10.96.${number >> 8}.${number & 0xff || 1}`
}
