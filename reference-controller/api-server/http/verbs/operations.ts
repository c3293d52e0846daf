import type { Operation, Verb } from '../request/index.ts'
import { applyOr } from './apply.ts'
import { bind } from './binding.ts'
import { answerWithoutContainers, IN_CONTAINERS } from './containers.ts'
import { create } from './create.ts'
import { evict } from './eviction.ts'
import { get, list, removeCollection } from './list.ts'
import { remove } from './remove.ts'
import { reviewAccess, reviewRules, reviewSelf } from './reviews.ts'
import { applyScale, getScale, patchScale, updateScale } from './scale.ts'
import { patch, update } from './update.ts'
import { watch } from './watch.ts'

type Operations = Partial<Record<Verb, Operation>>

/** The operations of a resource … */
const OBJECT: Operations = {
  create,
  delete: remove,
  deletecollection: removeCollection,
  get,
  list,
  patch: applyOr(patch),
  update,
  watch,
}

/** … and of each subresource. All others are 405 Method Not Allowed. */
const SUBRESOURCES: Record<string, Operations> = {
  status: { get, patch: applyOr(patch), update },
  scale: { get: getScale, patch: applyOr(patchScale, applyScale), update: updateScale },
  binding: { create: bind },
  eviction: { create: evict },
  finalize: { update },
}

/** Reviews can be created, and nothing else. */
const REVIEWS: Record<string, Operations> = {
  selfsubjectreviews: { create: reviewSelf },
  selfsubjectaccessreviews: { create: reviewAccess },
  selfsubjectrulesreviews: { create: reviewRules },
}

/** Namespaces have no deletecollection. */
export function operationsOf(plural: string, subresource: string): Operations {
  const review = REVIEWS[plural]
  if (review && !subresource) return review
  if (isInContainers(plural, subresource)) return { create: answerWithoutContainers, get: answerWithoutContainers }
  const operations = subresource ? SUBRESOURCES[subresource] : OBJECT
  if (plural !== 'namespaces' || subresource) return operations ?? {}
  const { deletecollection: _never, ...others } = OBJECT
  return others
}

/** The operations of custom kinds. */
export function customOperations(subresource: string): Operations {
  return (subresource ? SUBRESOURCES[subresource] : OBJECT) ?? {}
}

export function subresourcesOf({
  plural,
  subresources,
}: {
  plural: string
  subresources: readonly string[]
}): string[] {
  return plural === 'namespaces' ? [...subresources, 'finalize'] : [...subresources]
}

/** Whether there is a subresource: those that a kubelet answers are not discovered, for there is no kubelet. */
export const hasSubresource = (definition: Parameters<typeof subresourcesOf>[0], subresource: string): boolean =>
  subresourcesOf(definition).includes(subresource) || isInContainers(definition.plural, subresource)

const isInContainers = (plural: string, subresource: string): boolean =>
  plural === 'pods' && IN_CONTAINERS.includes(subresource)
