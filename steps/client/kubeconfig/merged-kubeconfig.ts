import { readFileSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import { type Cluster, type Context, KubeConfig, type User } from '@kubernetes/client-node'
import { asOutline } from './schema.ts'

type Fields = Record<string, unknown>

/** An entry with all its fields, those that client-node does not know among them. */
type Whole<T> = T & { readonly whole?: Fields }

/**
 * Kubeconfig files, merged as kubectl does: of the same name the first entry counts, whole; the first current-context
 * counts; paths are relative to the file that holds them; fields that are not known are kept.
 * @see https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/#merging-kubeconfig-files
 */
export class MergedKubeconfig extends KubeConfig {
  declare clusters: Whole<Cluster>[]
  declare users: Whole<User>[]

  /** @throws Error with the code ENOENT where the file does not exist. */
  override loadFromFile(file: string): void {
    this.#load(readText(file), file)
    this.makePathsAbsolute(dirname(file))
  }

  #load(text: string, file: string): void {
    const outline = asOutline(text, file)
    // Errors in an entry that is not used are ignored.
    super.loadFromString(JSON.stringify(outline), { onInvalidEntry: 'filter' })
    const whole = (kind: 'clusters' | 'users', key: string, name: string) =>
      (outline[kind] as Fields[]).find((entry) => entry['name'] === name)?.[key] as Fields
    this.clusters = this.clusters.map((entry) => ({ ...entry, whole: whole('clusters', 'cluster', entry.name) }))
    this.users = this.users.map((entry) => ({ ...entry, whole: whole('users', 'user', entry.name) }))
  }

  override makePathsAbsolute(folder: string): void {
    super.makePathsAbsolute(folder)
    const from = (path: unknown) => (typeof path === 'string' && path && !isAbsolute(path) ? join(folder, path) : path)
    const exec = (plugin: Fields) =>
      /[\\/]/.test(String(plugin['command'])) ? { ...plugin, command: from(plugin['command']) } : plugin
    this.users = this.users.map(({ whole = {}, ...user }) => ({
      ...user,
      ...(user.exec ? { exec: exec(user.exec as Fields) } : {}),
      whole: { ...whole, ...('tokenFile' in whole ? { tokenFile: from(whole['tokenFile']) } : {}) },
    }))
  }

  override mergeConfig(config: KubeConfig): void {
    super.mergeConfig(config, Boolean(this.currentContext))
  }

  override addCluster(cluster: Cluster): void {
    if (!this.getCluster(cluster.name)) super.addCluster(cluster)
  }

  override addUser(user: User): void {
    if (!this.getUser(user.name)) super.addUser(user)
  }

  override addContext(context: Context): void {
    if (!this.getContextObject(context.name)) super.addContext(context)
  }

  override exportConfig(): string {
    const known = JSON.parse(super.exportConfig()) as {
      clusters: { cluster: Fields }[]
      users: { user: Fields }[]
    }
    known.clusters.forEach((entry, at) => {
      entry.cluster = { ...this.clusters[at]?.whole, ...entry.cluster }
    })
    known.users.forEach((entry, at) => {
      entry.user = { ...this.users[at]?.whole, ...entry.user }
    })
    return JSON.stringify(known)
  }

  /** One context, complete in itself: the rest may be secret. */
  only(name: string): MergedKubeconfig {
    const context = this.getContextObject(name)
    const named = (wanted: string | undefined) => (entry: { name: string }) => entry.name === wanted
    const alone = new MergedKubeconfig()
    alone.loadFromOptions({
      contexts: context ? [context] : [],
      clusters: this.clusters.filter(named(context?.cluster)),
      users: this.users.filter(named(context?.user)),
      currentContext: name,
    })
    return alone
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const cause = error as NodeJS.ErrnoException
    const why = UNREADABLE[cause.code ?? ''] ?? cause.message
    throw Object.assign(new Error(`the kubeconfig ${file} ${why}`, { cause }), { code: cause.code })
  }
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EISDIR: 'is a folder',
  EACCES: 'must not be read by this user',
}
