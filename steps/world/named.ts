import { type Resource, resources } from '../client/index.ts'

/** An object named in a sentence: what it is called there, and its name. */
export interface Named {
  readonly what: string
  readonly name: string
}

const known: Record<string, Resource> = { Pod: resources.pods, claim: resources.claims, quota: resources.quotas }

/** The resource that a sentence means by "Pod" or "claim"; a StatefulSet is whatever kind is tested. */
export const resourceOf = (what: string, workload: Resource): Resource => known[what] ?? workload
