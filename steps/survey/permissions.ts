import { type Api, type Resource, resources } from '../client/index.ts'
import type { Finding, Question } from './answer.ts'

/** A permission that the suite needs for one resource, and the reason. */
export interface Permission {
  readonly group: string
  readonly resource: string
  readonly verbs: readonly string[]
  readonly why: string
  /** Only looked at beforehand: a run is possible without. */
  readonly survey?: true
}

const of = ({ group, plural }: Resource, verbs: string, why: string, subresource = ''): Permission => ({
  group,
  resource: plural + subresource,
  verbs: verbs.split(' '),
  why,
})

const looked = (resource: Resource, why: string): Permission => ({ ...of(resource, 'list', why), survey: true })

/** All that the suite ever asks for, in any namespace. The role that doctor prints is made of this list. */
export const permissions = (kind: Resource): readonly Permission[] => [
  of(resources.namespaces, 'create list delete', 'every scenario has a namespace of its own, and takes it away'),
  of(kind, 'create get list watch patch delete deletecollection', 'what is under certification'),
  of(kind, 'get update patch', 'scaling', '/scale'),
  of(kind, 'patch', 'scenarios in which somebody else writes the status', '/status'),
  of(
    resources.pods,
    'create get list watch patch delete',
    'a marker, what is observed, finalizers, scenarios that delete',
  ),
  of(resources.pods, 'patch', 'the readiness gate, Pods that fail', '/status'),
  of(resources.pods, 'get', 'what containers print', '/log'),
  of(resources.pods, 'create', 'evictions', '/eviction'),
  of(resources.claims, 'create get list watch patch delete', 'a marker, what is observed, finalizers'),
  of(
    resources.revisions,
    'create get list watch patch delete',
    'a marker, what is observed, what scenarios change, kubectl rollout',
  ),
  of(resources.events, 'list watch', 'the events of the controller'),
  of(resources.endpointSlices, 'list watch', 'whom a Service reaches'),
  of(resources.disruptionBudgets, 'create get list watch', 'scenarios with a budget, what is observed'),
  of(resources.volumes, 'list watch', 'what is observed where a scenario has claims'),
  of(
    resources.services,
    'create get list watch patch',
    'scenarios with a Service, what is observed, the cluster’s DNS',
  ),
  of(
    resources.configMaps,
    'create get list delete',
    'owners beside the set, and objects that the garbage collector is tried with',
  ),
  of(resources.quotas, 'create list delete', 'scenarios in which a request is refused'),
  looked(resources.limitRanges, 'what would change or refuse Pods'),
  { ...of(resources.nodes, 'list watch', 'whether kubelets run; the node that a scenario loses'), survey: true },
  looked(resources.storageClasses, 'whether claims are bound, and when'),
  looked(resources.mutatingWebhooks, 'what would change Pods'),
]

interface Review {
  readonly status: { readonly allowed: boolean; readonly reason?: string }
}

async function may(api: Api, { group, resource }: Permission, verb: string): Promise<boolean> {
  const [plural, subresource] = resource.split('/')
  const attributes = { group, resource: plural, verb, ...(subresource ? { subresource } : {}) }
  const body = {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes: attributes },
  }
  const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'
  return (await api.ask<Review>('POST', path, body)).status.allowed
}

export const access: Question = {
  what: 'permissions',
  async ask({ api, kind }) {
    const wanted = permissions(kind).flatMap((permission) => permission.verbs.map((verb) => ({ permission, verb })))
    const allowed = await Promise.all(wanted.map(({ permission, verb }) => may(api, permission, verb)))
    const missing = wanted.filter((_, index) => !allowed[index])
    const findings = missing.map(
      ({ permission, verb }): Finding => ({
        severity: permission.survey ? 'warning' : 'error',
        text: `not allowed: ${verb} ${permission.resource}${permission.group ? `.${permission.group}` : ''} (${permission.why})`,
        remedy: 'grant what doctor --rbac prints',
      }),
    )
    return { found: `${wanted.length - missing.length} of ${wanted.length} verbs allowed`, findings }
  },
}
