import { readFileSync } from 'node:fs'
import { registerHooks, stripTypeScriptTypes } from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const ROOT = pathToFileURL(`${process.cwd()}/`).href
const LOAD = 'load'

type Load = (file: string) => Promise<void>

/**
 * Node never forgets a module: a file is loaded anew by an address that was not used yet. What a file imports follows
 * it, except packages. Each call begins such a load. `replaced` gives other code for a file, `nodeTest` is what files get for `node:test`.
 */
export function freshModules(replaced: ReadonlyMap<string, string>, nodeTest: string): () => Load {
  const code = new Map<string, string>()
  let load = 0
  registerHooks({
    resolve(specifier, context, next) {
      const current = context.parentURL && loadOf(context.parentURL)
      if (!current) return next(specifier, context)
      if (specifier === 'node:test') return { url: nodeTest, format: 'module', shortCircuit: true }
      const found = next(specifier, context)
      return isOurs(found.url) ? { ...found, url: addressed(found.url, current) } : found
    },
    load(url, context, next) {
      if (!loadOf(url)) return next(url, context)
      const file = fileURLToPath(url)
      const source = code.get(file) ?? stripTypeScriptTypes(replaced.get(file) ?? readFileSync(file, 'utf8'))
      code.set(file, source)
      return { format: 'module', source, shortCircuit: true }
    },
  })
  return () => {
    load++
    const current = String(load)
    return async (file) => void (await import(addressed(pathToFileURL(path.resolve(file)).href, current)))
  }
}

const loadOf = (url: string): string | null => (url.startsWith('file:') ? new URL(url).searchParams.get(LOAD) : null)

const isOurs = (url: string): boolean =>
  url.startsWith(ROOT) && !url.includes('/node_modules/') && new URL(url).pathname.endsWith('.ts')

function addressed(url: string, load: string): string {
  const address = new URL(url)
  address.searchParams.set(LOAD, load)
  return address.href
}
