/**
 * A request, from its head to an object, and everything that a verb needs to respond.
 *
 * RequestContext is one HTTP request on its way through the handlers of server/; a Route is the resource and the
 * operation that it is for; ResourceRequest is what the operation gets. The other files read parts of a request: its
 * body (body, decode), the options in its query or body (options, list-options, delete-options), selectors, revisions,
 * continue tokens, and the field manager. status.ts has the refusals, response.ts the responses, and stored-object.ts
 * the objects between the store and the wire. Nothing here writes to the store.
 */
export { asJson, mediaTypeOf, readBody, yaml11Bool } from './body.ts'
export { continueToken, readContinueToken } from './continue-token.ts'
export { checkAddress, decodeBody, patched, patchType, takeNamespace } from './decode.ts'
export { type DeleteOptions, deleteOptions } from './delete-options.ts'
export { type Track, trackedBy, writingOf } from './field-manager.ts'
export { checkListOptions } from './list-options.ts'
export { chooseMediaType, type MediaType, type Variant } from './media-type.ts'
export { openWatches } from './open-watches.ts'
export { booleanParameter, integerParameter, isApply, type WriteOptions, writeOptions } from './options.ts'
export { contextOf, type Handler, type RequestContext } from './request-context.ts'
export type { Cluster, ResourceRequest, Verb } from './resource-request.ts'
export { json, type Response, type Sink, type StreamEvent, streamEvent } from './response.ts'
export { askedRevision, checkReached, parsedRevision, syntaxError } from './revision.ts'
export { type Operation, type RequestLine, type Route, verbOf } from './route.ts'
export { type Selector, selectorOf } from './selection.ts'
export {
  alreadyExists,
  badRequest,
  conflict,
  detailsOf,
  expired,
  failure,
  forbidden,
  invalid,
  methodNotAllowed,
  modified,
  noSuchResource,
  notFound,
  notSupportedOn,
  qualified,
  StatusError,
  success,
  tooLargeRevision,
  tooManyRequests,
  unauthorized,
  untranslated,
} from './status.ts'
export {
  copyOf,
  eventOf,
  folderOf,
  itemOf,
  jsonOf,
  keyOf,
  objectOf,
  type Stored,
  storable,
  storableCopy,
  unwritten,
} from './stored-object.ts'
