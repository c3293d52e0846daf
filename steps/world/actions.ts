import {
  type Api,
  ApiError,
  asRead,
  asWritten,
  type KubeObject,
  type Manifest,
  type Ref,
  type Resource,
  resources,
} from '../client/index.ts'
import type { Action, Trace } from '../observe/trace.ts'
import type { WrittenRequest } from './written-request.ts'

type Body = Readonly<Record<string, unknown>>

/** The object that a step changes, in the namespace of the scenario. */
export interface Subject {
  readonly resource: Resource
  readonly name: string
  readonly subresource?: string
}

/** How an object is deleted; left out: as the server does it by default. */
interface Deletion {
  readonly propagation?: string
  readonly gracePeriodSeconds?: number
}

type PatchType = NonNullable<Action['patchType']>

const VERBS = { GET: 'get', POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' } as const

const nameIn = (body: unknown): string => (body as Manifest | undefined)?.metadata?.name ?? ''

/**
 * The requests of the steps. Each is recorded before it is sent, so that its effects come after it in the trace.
 * A refusal is recorded as an `answered` entry, for a Then about rejected requests: without one it is a harness error.
 */
export class Actions {
  readonly #api: Api
  readonly #namespace: string
  readonly #trace: Trace

  constructor(api: Api, namespace: string, trace: Trace) {
    this.#api = api
    this.#namespace = namespace
    this.#trace = trace
  }

  /** @returns the refusal, if the server refused */
  create(resource: Resource, manifest: Manifest): Promise<ApiError | undefined> {
    const name = String(manifest.metadata.name)
    this.record({ verb: 'create', resource: resource.plural, name, body: manifest })
    const namespace = manifest.metadata.namespace ?? this.#namespace
    return this.#send(() => this.#api.create(resource, namespace, manifest))
  }

  /** @returns the refusal, if the server refused */
  patch(subject: Subject, patchType: 'merge' | 'strategic', body: Body): Promise<ApiError | undefined> {
    const { resource, name, subresource } = subject
    this.record({
      verb: 'patch',
      resource: resource.plural,
      name,
      patchType,
      body,
      ...(subresource !== undefined && { subresource }),
    })
    return this.#send(() => this.#api.patch(this.#ref(subject), patchType, body))
  }

  /** @returns the refusal, if the server refused */
  delete(subject: Subject, { propagation, gracePeriodSeconds }: Deletion = {}): Promise<ApiError | undefined> {
    const { resource, name } = subject
    const grace = gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }
    this.record({
      verb: 'delete',
      resource: resource.plural,
      name,
      ...(propagation !== undefined && { propagation }),
      ...(gracePeriodSeconds !== undefined && { body: grace }),
    })
    const options = { ...(propagation !== undefined && { propagationPolicy: propagation }), ...grace }
    return this.#send(() => this.#api.remove(this.#ref(subject), ...(Object.keys(options).length > 0 ? [options] : [])))
  }

  /** What an object has behind its name and takes by POST, for instance an eviction. */
  createSubresource(subject: Subject & { subresource: string }, body: Body): Promise<ApiError | undefined> {
    const { resource, name, subresource } = subject
    this.record({ verb: 'create', resource: resource.plural, name, subresource, body })
    const path = resources.pathOf(resource, this.#namespace, name, subresource)
    return this.#send(() => this.#api.ask('POST', path, body))
  }

  /** Any request: its answer is recorded, so that a Then may ask about it. */
  async send({ method, resource, name = '', subresource, query, contentType, body }: WrittenRequest): Promise<void> {
    this.record({
      verb: VERBS[method],
      resource: resource.plural,
      name: name || nameIn(body),
      ...(subresource !== undefined && { subresource }),
      ...(contentType !== undefined && { patchType: contentType.replace(/^application\/|[-+].*$/g, '') as PatchType }),
      ...(body !== undefined && { body }),
    })
    const path = resources.pathOf(resource, this.#namespace, name || undefined, subresource) + query
    await this.#send(async () => {
      const isOfKind = subresource !== 'scale'
      const sent = isOfKind && body !== undefined ? asWritten(resource, body) : body
      const answer = await this.#api.ask<object>(method, path, sent, contentType)
      this.#trace.add({ kind: 'response', body: isOfKind ? asRead(resource, answer) : answer })
    })
  }

  /** Records an action that somebody else carries out: the driver of the Pods, or the target. */
  record(action: Omit<Action, 'kind' | 'own'>): void {
    this.#trace.add({ kind: 'action', own: false, ...action })
  }

  /** An object as the server has it now. @throws ApiError if it does not exist */
  read(subject: Subject): Promise<KubeObject> {
    return this.#api.get(this.#ref(subject))
  }

  #ref({ resource, name, subresource }: Subject): Ref {
    return { resource, namespace: this.#namespace, name, ...(subresource !== undefined && { subresource }) }
  }

  async #send(request: () => Promise<unknown>): Promise<ApiError | undefined> {
    try {
      await request()
      return undefined
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      this.#trace.add({ kind: 'answered', text: error.message, code: error.code, status: error.status })
      return error
    }
  }
}

const known: Record<string, Resource> = {
  Pod: resources.pods,
  claim: resources.claims,
  Service: resources.services,
  quota: resources.quotas,
  revision: resources.revisions,
  ConfigMap: resources.configMaps,
}

/** The resource that a sentence means by "Pod" or "claim"; a StatefulSet is whatever kind is under certification. */
export const resourceOf = (what: string, workload: Resource): Resource => known[what] ?? workload
