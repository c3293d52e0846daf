/**
 * The owners of fields (`metadata.managedFields`), and server-side apply.
 *
 * Pure: values and sets of fields come in, values and sets of fields go out. How a type is divided into fields is read
 * from the schema table (`shape.ts`); a set of fields is kept as it is written (`field-set.ts`); what a change touches
 * is found by comparing (`compare.ts`). On these stand the two ways of writing: an update takes whatever it changes
 * (`track-update.ts`), an apply claims whatever it says and is refused what others own (`apply.ts`).
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/
 */
export { applyConfiguration } from './apply.ts'
export { ConflictError } from './conflicts.ts'
export { sameButForTimes } from './managers.ts'
export { parentManagers, scaleManagers } from './scale.ts'
export { schemaErrors } from './schema-errors.ts'
export { shapeOfSchema } from './schema-shape.ts'
export { shapeOfType } from './shape.ts'
export { emptyObject, trackUpdate, type Writing } from './track-update.ts'
export { ignoredFields } from './unowned.ts'
