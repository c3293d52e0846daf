import { checkedFormat } from '../custom/formats.ts'
import type { JsonSchema } from '../custom/json-schema.ts'
import type { CustomResourceDefinition } from './types.ts'
import { schemasWithin } from './validation/schema-walk.ts'

/** Of formats that nobody checks, and of rules that this server does not evaluate. */
export function definitionWarnings(crd: CustomResourceDefinition, old?: CustomResourceDefinition): string[] {
  const before = old ? unknownFormats(old) : []
  const formats = unknownFormats(crd).filter((format) => !before.includes(format))
  return [...formats.map((format) => `unrecognized format ${JSON.stringify(format)}`), ...ruleWarnings(crd)]
}

function unknownFormats(crd: CustomResourceDefinition): string[] {
  return allSchemas(crd).flatMap(({ schema }) => {
    const { format, type } = schema
    return format && !checkedFormat({ format, ...(type ? { type } : {}) }) ? [format] : []
  })
}

function ruleWarnings(crd: CustomResourceDefinition): string[] {
  const versions = allSchemas(crd)
    .filter(({ schema }) => schema['x-kubernetes-validations']?.length)
    .map(({ version }) => version)
  return [...new Set(versions)].map(
    (version) => `x-kubernetes-validations of version ${version} are kept, but not evaluated: this server knows no CEL`,
  )
}

function allSchemas({ spec }: CustomResourceDefinition): { version: string; schema: JsonSchema }[] {
  return (spec.versions ?? []).flatMap(({ name, schema }) =>
    schemasWithin(schema?.openAPIV3Schema).map((part) => ({ version: name, schema: part })),
  )
}
