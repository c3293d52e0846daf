import { isAbsolute, join } from 'node:path'
import { stringify } from 'yaml'
import { asOutline, type Outline } from './schema.ts'

/** A kubeconfig file as read. */
export interface KubeconfigFile {
  readonly text: string
  /** What relative paths in it are relative to. */
  readonly folder: string
  /** Where it was found, for errors. */
  readonly file: string
}

type Kind = 'contexts' | 'clusters' | 'users'
type Fields = Record<string, unknown>

const PATHS: Record<string, readonly string[]> = {
  cluster: ['certificate-authority'],
  user: ['client-certificate', 'client-key', 'tokenFile'],
}

/**
 * Merges kubeconfig files as kubectl does: of the same name the first entry counts, whole; the first current-context
 * counts; paths are relative to the file that holds them. What is left is one context, complete in itself.
 * @throws Error naming the context that is missing, and those that there are.
 * @see https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/#merging-kubeconfig-files
 */
export function mergeKubeconfigs(files: readonly KubeconfigFile[], wanted?: string): { text: string; context: string } {
  const outlines = files.map(({ text, folder, file }) => located(asOutline(text, file), folder))
  const context = wanted ?? outlines.map((outline) => outline['current-context']).find(Boolean)
  const find = (kind: Kind, name: unknown) =>
    outlines.flatMap((outline) => outline[kind] as { name: string }[]).find((entry) => entry.name === name)
  const names = [...new Set(outlines.flatMap(({ contexts }) => contexts.map(({ name }) => name)))]
  const known = `there are ${names.join(', ') || 'none'}`
  if (!context) throw new Error(`no context is current in ${filesOf(files)}: name one with --context (${known})`)
  const chosen = find('contexts', context) as { context?: Fields } | undefined
  if (!chosen) throw new Error(`there is no context ${context} in ${filesOf(files)} (${known})`)
  const merged = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': context,
    contexts: [chosen],
    clusters: [find('clusters', chosen.context?.['cluster'])].filter(Boolean),
    users: [find('users', chosen.context?.['user'])].filter(Boolean),
  }
  return { text: stringify(merged), context }
}

const filesOf = (files: readonly KubeconfigFile[]): string => files.map(({ file }) => file).join(', ')

/** The same with absolute paths, a plugin's program included if it is given as a path. */
function located(outline: Outline, folder: string): Outline {
  const from = (path: unknown) => (typeof path === 'string' && path && !isAbsolute(path) ? join(folder, path) : path)
  const inEntry = (key: string) => (entry: Fields) => {
    const fields = { ...(entry[key] as Fields) }
    for (const path of PATHS[key] ?? []) if (path in fields) fields[path] = from(fields[path])
    const exec = fields['exec'] as Fields | undefined
    if (exec && /[\\/]/.test(String(exec['command']))) fields['exec'] = { ...exec, command: from(exec['command']) }
    return { ...entry, [key]: fields }
  }
  return {
    ...outline,
    clusters: outline.clusters.map(inEntry('cluster')),
    users: outline.users.map(inEntry('user')),
  } as Outline
}
