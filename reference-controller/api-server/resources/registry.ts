import { type Features, NO_FEATURES } from '../../feature-gates.ts'
import { configMapRules } from './configmaps/strategy.ts'
import { controllerRevisionRules } from './controllerrevisions/strategy.ts'
import type { AdaptStrategy, Column, ResourceDefinition } from './definition.ts'
import { endpointSliceRules } from './endpointslices/strategy.ts'
import { eventRules } from './events/strategy.ts'
import { leaseRules } from './leases/strategy.ts'
import { servedNames } from './names.ts'
import { namespaceRules } from './namespaces/strategy.ts'
import { nodeRules } from './nodes/strategy.ts'
import { claimRules } from './persistentvolumeclaims/strategy.ts'
import { volumeRules } from './persistentvolumes/strategy.ts'
import { budgetRules } from './poddisruptionbudgets/strategy.ts'
import { podRules } from './pods/strategy.ts'
import { quotaRules } from './resourcequotas/strategy.ts'
import { secretRules } from './secrets/strategy.ts'
import { serviceRules } from './services/strategy.ts'
import { type Rules, strategyOf } from './shared/strategy.ts'
import { statefulSetRules } from './statefulsets/strategy.ts'
import { storageClassRules } from './storageclasses/strategy.ts'
import { tableOf } from './tables.ts'

/** The rules of each resource; those without an entry are plain objects. */
const rulesOf: Record<string, Rules> = {
  configmaps: configMapRules,
  controllerrevisions: controllerRevisionRules,
  endpointslices: endpointSliceRules,
  events: eventRules,
  leases: leaseRules,
  namespaces: namespaceRules,
  nodes: nodeRules,
  persistentvolumeclaims: claimRules,
  persistentvolumes: volumeRules,
  poddisruptionbudgets: budgetRules,
  pods: podRules,
  resourcequotas: quotaRules,
  secrets: secretRules,
  services: serviceRules,
  storageclasses: storageClassRules,
}

/** A resource whose rules are in another folder. */
export interface FurtherResource {
  rules: Rules
  columns: readonly Column[]
}

/** Every served resource with its names and its strategy. `further` are those of other folders, by their plural. */
export function resourceDefinitions(
  further: Record<string, FurtherResource> = {},
  features: Features = NO_FEATURES,
  adapt: AdaptStrategy = (_, strategy) => strategy,
): ResourceDefinition[] {
  const rules: typeof rulesOf = { ...rulesOf, statefulsets: statefulSetRules(features) }
  return servedNames().map((names) => ({
    ...names,
    strategy: adapt(names.plural, strategyOf(names, further[names.plural]?.rules ?? rules[names.plural] ?? {})),
    table: tableOf(names.plural, further[names.plural]?.columns),
  }))
}
