import { keyOf, type Pod, type Service } from '../client/index.ts'

/** Tracks the Pods that each Service selects, change by change. */
export interface Members {
  of(serviceKey: string): Iterable<Pod>
  /** Takes note of a Service, new or changed, and looks its Pods up. */
  setService(service: Service, pods: Iterable<Pod>): void
  removeService(service: Service): void
  /** Takes note of a Pod; answers the keys of the Services that it concerns. */
  setPod(pod: Pod): string[]
  removePod(pod: Pod): string[]
}

type Selector = [string, string][]

export function members(): Members {
  const selectors = new Map<string, Map<string, Selector>>()
  const selected = new Map<string, Map<string, Pod>>()

  function removePod(pod: Pod): string[] {
    return servicesIn(pod).flatMap(([key]) => (selected.get(key)?.delete(keyOf(pod)) ? [key] : []))
  }

  function servicesIn({ metadata: { namespace = '' } }: Pod) {
    return [...(selectors.get(namespace) ?? [])]
  }

  return {
    of: (serviceKey) => selected.get(serviceKey)?.values() ?? [],
    setService(service, pods) {
      const { namespace = '' } = service.metadata
      const key = keyOf(service)
      const selector = Object.entries(service.spec.selector ?? {})
      const inNamespace = selectors.get(namespace) ?? new Map<string, Selector>()
      selectors.set(namespace, inNamespace.set(key, selector))
      const chosen = [...pods].filter((pod) => pod.metadata.namespace === namespace && matches(pod, selector))
      selected.set(key, new Map(chosen.map((pod) => [keyOf(pod), pod])))
    },
    removeService(service) {
      const { namespace = '' } = service.metadata
      selectors.get(namespace)?.delete(keyOf(service))
      if (selectors.get(namespace)?.size === 0) selectors.delete(namespace)
      selected.delete(keyOf(service))
    },
    setPod(pod) {
      const left = removePod(pod)
      const entered = servicesIn(pod).flatMap(([key, selector]) => (matches(pod, selector) ? [key] : []))
      for (const key of entered) selected.get(key)?.set(keyOf(pod), pod)
      return [...new Set([...left, ...entered])]
    },
    removePod,
  }
}

function matches({ metadata: { labels = {} } }: Pod, selector: Selector): boolean {
  return selector.every(([key, value]) => labels[key] === value)
}
