import { globSync, readFileSync, statSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { extname, join, relative, resolve } from 'node:path'

/** The folder that holds features, steps and reports: the checkout, or `dist` of the package. */
export const SUITE = join(import.meta.dirname, '../..')

/** The extension of the suite's modules: `.ts` in the checkout, `.js` in the package. */
export const MODULE = extname(import.meta.filename)

/** The version of the suite. */
export function suiteVersion(): string {
  const file = findPackageJSON(import.meta.url)
  if (file === undefined) throw new Error(`expected a package.json in ${SUITE} or above it, found none`)
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}

/** How the user runs a command of the suite. */
export const commandLine = (command: string, options: string): string =>
  MODULE === '.ts' ? `npm run ${command} -- ${options}` : `npx statefulset-conformance ${command} ${options}`

/** A file of the suite, relative to the working directory: messages name it so that the user finds it. */
export const suiteFile = (path: string): string => relative(process.cwd(), join(SUITE, path))

/** All features of the suite, as paths of features name them. */
export const ALL = 'features'

/** The specification: the features and the ledger. */
export const LEDGER = suiteFile(ALL)

/** Features that the user names, relative to the suite: in the working directory, otherwise in the suite. */
export const namedFeatures = (path: string): string =>
  path !== ALL && globSync(withoutLines(path)).length > 0 ? relative(SUITE, resolve(path)) : path

export const haveFeatures = (path: string): boolean =>
  globSync(withoutLines(namedFeatures(path)), { cwd: SUITE }).length > 0

/** Lines may follow a path, as in `creation.feature:12`. */
const withoutLines = (path: string): string => path.replace(/(:\d+)+$/, '')

/** Features of the suite as cucumber takes them: a folder it would expand by its absolute path, in which brackets are a pattern. */
export function cucumberPath(path: string): string {
  const isFolder = statSync(join(SUITE, path), { throwIfNoEntry: false })?.isDirectory()
  return isFolder ? join(path, '**/*.feature') : path
}
