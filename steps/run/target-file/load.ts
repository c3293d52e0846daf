import { dirname, resolve } from 'node:path'
import { parseAllDocuments } from 'yaml'
import type { Deviation } from '../../../reports/format/run-info.ts'
import { LedgerError, lineFinder, parseChecked, textOf } from '../../../reports/format/yaml-table.ts'
import type { Manifest, Resource } from '../../client/index.ts'
import type { Installation } from '../../target/index.ts'
import { specification } from '../deviations.ts'
import { UsageError } from '../errors.ts'
import { suiteFile } from '../suite.ts'
import { type Complain, checkDefinition } from './definition.ts'
import { shapeFor, type TargetFileContent } from './shape.ts'

/** The file of apps/v1 StatefulSet. */
const DEFAULT_KIND_FILE = suiteFile('steps/target/kind-files/stateful-set.yaml')

/** The kind under certification and its controller, as a target file describes them. */
export interface TargetFile {
  readonly file: string
  readonly kind: Resource
  readonly features: TargetFileContent['features']
  readonly deviations: readonly Deviation[]
  readonly implementation: TargetFileContent['implementation']
  readonly install: Installation
  /** The line at which a field of the file stands. */
  readonly lineOf: (path: PropertyKey[]) => number
}

/** Reading all features takes half a second: only files that may name guarantees or examples need it. */
const specificationFor = async (text: string) =>
  /\b(features|deviations)\b/.test(text) ? specification() : { guarantees: [], examples: [] }

/** Reads and checks a target file and the manifests that it names. @throws UsageError naming file, line and field */
export async function loadTargetFile(file: string = DEFAULT_KIND_FILE): Promise<TargetFile> {
  try {
    const text = textOf(file)
    const content = parseChecked(text, file, { schema: shapeFor(await specificationFor(text)) })
    const lineOf = lineFinder(text)
    const complain: Complain = (path, message) => {
      throw new LedgerError(`${file}:${lineOf(path)}: ${path.join('.')}: ${message}`)
    }
    const manifests = content.install.manifests.flatMap((name, at) =>
      manifestsIn(resolve(dirname(file), name), () =>
        complain(['install', 'manifests', at], `expected a readable file beside this one, found none at ${name}`),
      ),
    )
    const kind = kindOf(content)
    checkDefinition(kind, manifests, complain)
    const { command, wait } = content.install
    return {
      file,
      kind,
      features: content.features,
      deviations: content.deviations.map((deviation, at) => ({
        ...deviation,
        place: `${file}:${lineOf(['deviations', at])}`,
      })),
      implementation: content.implementation,
      lineOf,
      install: { manifests, wait, ...(command && { command }) },
    }
  } catch (error) {
    if (error instanceof LedgerError) throw new UsageError(error.message)
    throw error
  }
}

function kindOf({ resource, fields, pods }: TargetFileContent): Resource {
  const present = <T extends object>(entries: T) => Object.keys(entries).length > 0
  return {
    ...resource,
    namespaced: true,
    ...(present(fields.moved) && { fields: fields.moved as Record<string, string> }),
    ...(present(fields.absent) && { absent: fields.absent as Record<string, string> }),
    ...(present(pods.labels) && { podLabels: pods.labels as Record<string, string> }),
  }
}

function manifestsIn(file: string, missing: () => never): Manifest[] {
  let text: string
  try {
    text = textOf(file)
  } catch {
    return missing()
  }
  return parseAllDocuments(text).flatMap((document) => {
    const [error] = document.errors
    if (error) throw new LedgerError(`${file}:${error.linePos?.[0].line ?? 1}: not YAML: ${error.message}`)
    return document.toJS() ? [document.toJS() as Manifest] : []
  })
}
