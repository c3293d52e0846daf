import type { JsonSchema } from '../json-schema.ts'
import type { Problem } from './problem.ts'

type Check = (schema: JsonSchema, path: string) => Problem[]

/** The schemas of which any, exactly one, all or none must fit. */
export function combinations(schema: JsonSchema, path: string, check: Check): Problem[] {
  const { anyOf = [], oneOf = [], allOf = [], not } = schema
  return [
    ...anyFits(
      anyOf.map((part) => check(part, path)),
      path,
    ),
    ...oneFits(
      oneOf.map((part) => check(part, path)),
      path,
    ),
    ...allFit(
      allOf.map((part) => check(part, path)),
      path,
    ),
    ...(not && check(not, path).length === 0 ? [misfit(path, 'must not validate the schema (not)')] : []),
  ]
}

/** Upstream reports the failures of the schema that comes closest: the first one with the fewest. */
function closest(results: Problem[][]): Problem[] {
  return results.reduce((best, one) => (one.length < best.length ? one : best), results[0] ?? [])
}

function anyFits(results: Problem[][], path: string): Problem[] {
  if (results.length === 0 || results.some((found) => found.length === 0)) return []
  return [misfit(path, 'must validate at least one schema (anyOf)'), ...closest(results)]
}

function oneFits(results: Problem[][], path: string): Problem[] {
  if (results.length === 0) return []
  const fitting = results.filter((found) => found.length === 0).length
  if (fitting === 1) return []
  const seen = fitting === 0 ? 'Found none valid' : `Found ${fitting} valid alternatives`
  const sentence = misfit(path, `must validate one and only one schema (oneOf). ${seen}`)
  return fitting === 0 ? [sentence, ...closest(results)] : [sentence]
}

function allFit(results: Problem[][], path: string): Problem[] {
  const failed = results.filter((found) => found.length > 0)
  if (failed.length === 0) return []
  const none = failed.length === results.length ? '. None validated' : ''
  return [...failed.flat(), misfit(path, `must validate all the schemas (allOf)${none}`)]
}

function misfit(path: string, problem: string): Problem {
  return { kind: 'combination', message: `${JSON.stringify(path)} ${problem}` }
}
