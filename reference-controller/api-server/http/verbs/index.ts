/**
 * The verbs: what a request does with a resource or a subresource.
 *
 * operations.ts is the table of what is allowed; everything else is 405. create, update, list, remove, watch and apply
 * hold what is true for every kind: names, resourceVersion conflicts, deletion with grace and finalizers, pages, dry
 * runs. What is true for one kind is its strategy's (resources/). scale, binding, eviction and reviews are the
 * subresources and resources that have a verb of their own.
 */
export { createObject } from './create.ts'
export { customOperations, hasSubresource, operationsOf, subresourcesOf } from './operations.ts'
export { removeObject } from './remove.ts'
