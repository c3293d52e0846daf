import {
  type Api,
  ApiError,
  type KubeObject,
  type Manifest,
  type Ref,
  type Resource,
  resources,
} from '../client/index.ts'
import type { Action, Trace } from '../observe/trace.ts'

type Body = Readonly<Record<string, unknown>>

/** The object that a step changes, in the namespace of the scenario. */
export interface Subject {
  readonly resource: Resource
  readonly name: string
  readonly subresource?: string
}

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
  delete(subject: Subject, propagation?: string): Promise<ApiError | undefined> {
    const { resource, name } = subject
    this.record({ verb: 'delete', resource: resource.plural, name, ...(propagation !== undefined && { propagation }) })
    const options = propagation === undefined ? undefined : { propagationPolicy: propagation }
    return this.#send(() => this.#api.remove(this.#ref(subject), options))
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
