/** The simulated nodes that are disconnected from the API server, as by a broken cable. */
export interface Connections {
  add(node: string): void
  names(): readonly string[]
  isCut(node: string): boolean
  cut(node: string): void
  restore(node: string): void
  /** Called with the name of each node that is disconnected or reconnected. */
  onChange(listener: (node: string) => void): void
}

export function connections(): Connections {
  const names = new Set<string>()
  const cutOff = new Set<string>()
  const listeners: ((node: string) => void)[] = []
  const notify = (node: string) => {
    for (const listener of listeners) listener(node)
  }
  return {
    add: (node) => void names.add(node),
    names: () => [...names],
    isCut: (node) => cutOff.has(node),
    cut(node) {
      if (cutOff.has(node)) return
      cutOff.add(node)
      notify(node)
    },
    restore(node) {
      if (cutOff.delete(node)) notify(node)
    },
    onChange: (listener) => void listeners.push(listener),
  }
}
