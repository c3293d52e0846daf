/**
 * The kinds that the embedded API server serves, and all that it knows of them: what their fields are, which are filled
 * in, which are refused, which may change, and which parts of a write are ignored.
 *
 * Each resource has a folder named by its plural, with the files that readers of Kubernetes' own registry expect:
 * strategy (what happens around a write), defaults, validation. Pieces that several resources need are in shared/.
 * What a schema can say (types, list keys, patch strategies, how zero values are written) is never typed in by hand:
 * schema/generated/ holds it as read from a real API server. Answers, refusals included, are worded as the real one
 * words them: `npm run parity` compares them with recorded ones.
 *
 * Nothing here knows HTTP or storage: objects come in, objects and causes go out.
 */

export { compareQuantities } from '../../quantity.ts'
export type * from './definition.ts'
export { PatchError, SelectorError, ShapeError } from './errors.ts'
export {
  applyConfiguration,
  ConflictError,
  emptyObject,
  ignoredFields,
  parentManagers,
  sameButForTimes,
  scaleManagers,
  schemaErrors,
  shapeOfSchema,
  shapeOfType,
  trackUpdate,
  type Writing,
} from './managed-fields/index.ts'
export { applyPatch } from './patch/apply-patch.ts'
export { resourceDefinitions } from './registry.ts'
export { canonicalObject } from './schema/canonical.ts'
export { decodeBodyOf } from './schema/decode-body.ts'
export { MAX_DEPTH } from './schema/json-syntax.ts'
export { kindReference, openApiSchemas } from './schema/openapi.ts'
export { protobufToJson } from './schema/protobuf.ts'
export { readJson } from './schema/read-json.ts'
export { typeOfKind } from './schema/table.ts'
export { parseFieldSelector } from './selectors/field-selector.ts'
export { parseLabelSelector } from './selectors/label-selector.ts'
export { type StructuredSelector, selects } from './shared/labels.ts'
export { scaleTableOf } from './tables.ts'
