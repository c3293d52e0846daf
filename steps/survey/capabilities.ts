/** The capabilities of a target beyond an API server and a controller: the names in features/capabilities.yaml. */
export const capabilityNames = [
  'gc',
  'endpoints',
  'kubelet',
  'dns',
  'scheduler',
  'storage-data',
  'default-class',
  'global-order',
  'claim-protection',
  'disruption',
  'autoscaler',
  'kubectl',
  'drain',
  'clock',
  'rest',
  'controller-restart',
  'node-fault',
  'refusals',
  'forget',
] as const

export type Capability = (typeof capabilityNames)[number]

/** Those of the names that are no capability. */
export function unknownCapabilities(names: readonly string[]): string[] {
  const known: readonly string[] = capabilityNames
  return names.filter((name) => !known.includes(name))
}
