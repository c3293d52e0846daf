/**
 * The built-in kinds of the embedded API server: their fields, defaults, validation, the fields that may change, and
 * those that a write ignores.
 *
 * Each resource has a folder named by its plural, with the files that readers of Kubernetes' own registry expect:
 * strategy (the steps around a write), defaults, validation. Parts that several resources need are in shared/.
 * Facts of the schema (types, list keys, patch strategies, the encoding of zero values) are not written by hand:
 * schema/generated/ holds them as reference-controller/schema-generator reads them from a real API server. `npm run
 * parity` compares codes, reasons and fields with recorded ones.
 *
 * Nothing here knows HTTP or storage: the functions take objects, and return objects and causes.
 */

export { compareQuantities } from '../../quantity.ts'
export type * from './definition.ts'
export { BodyError, PatchError, SelectorError } from './errors.ts'
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
export { COUNTED_BY_NAME } from './resourcequotas/counted.ts'
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
