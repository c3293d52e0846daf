import { readdirSync } from 'node:fs'

/** The minor versions whose programs can be built: the folders of `binaries/`. */
export const pinnedControlPlanes = (): string[] => readdirSync(new URL('binaries/', import.meta.url)).sort()
