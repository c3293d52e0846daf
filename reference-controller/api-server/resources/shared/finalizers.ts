import type { KubeObject } from '../definition.ts'

/** Adds a finalizer that admission puts on every new object of a kind. */
export function addFinalizer({ metadata }: KubeObject, finalizer: string): void {
  if (!metadata.finalizers?.includes(finalizer)) metadata.finalizers = [...(metadata.finalizers ?? []), finalizer]
}
