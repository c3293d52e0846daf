import mergePatch from 'json-merge-patch'
import { countingIds } from '../../../ids.ts'
import {
  applyPatch,
  checkShape,
  type FieldValidation,
  type KubeObject,
  PatchError,
  type ResourceDefinition,
  resourceDefinitions,
  ShapeError,
  type StatusCause,
} from '../index.ts'
import { type Answer, created, type Json, patchOf, type Step, type Suite } from './recording.ts'

const NOW = '2026-07-07T07:07:07Z'

/** Puts a suite's requests to the resources' rules alone, in the order in which a server applies them. */
export function replaySuite(suite: Suite): Answer[][] {
  const definition = resourceDefinitions().find(({ plural }) => plural === suite.plural)!
  const ids = countingIds()
  return suite.cases.map(({ name, steps }) => {
    let last: KubeObject | undefined
    return steps.map((step) => {
      const answer = answerTo(() => replayStep(definition, { step, last, base: suite.base, name, ids }))
      // As the store keeps it.
      if (answer.code < 300) last = deepFreeze(answer.body as KubeObject)
      return answer
    })
  })
}

/** The object after a patch that adds a label, of either type of patch that may share parts with the original. */
export function labelled(plural: string, object: KubeObject, type: 'merge' | 'strategic'): KubeObject {
  const definition = resourceDefinitions().find((each) => each.plural === plural)!
  const stored = deepFreeze(structuredClone(object))
  const patched = applyPatch(definition, stored, { type, body: { metadata: { labels: { touched: 'yes' } } } })
  definition.strategy.applyDefaults(patched)
  definition.strategy.prepareForUpdate(patched, stored)
  refuse(definition, patched, definition.strategy.validateUpdate(patched, stored))
  return patched
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  for (const part of Object.values(value)) deepFreeze(part)
  return Object.freeze(value)
}

interface Call {
  step: Step
  last: KubeObject | undefined
  base: Json
  name: string
  ids: ReturnType<typeof countingIds>
}

class Refusal extends Error {
  readonly causes: StatusCause[]
  readonly object: KubeObject
  readonly definition: ResourceDefinition

  constructor(definition: ResourceDefinition, object: KubeObject, causes: StatusCause[]) {
    super(`${definition.kind}${definition.group && `.${definition.group}`} "${object.metadata.name ?? ''}" is invalid`)
    this.causes = causes
    this.object = object
    this.definition = definition
  }
}

function replayStep(definition: ResourceDefinition, call: Call): Answer {
  const { step, last, base, name } = call
  const mode = (/fieldValidation=(\w+)/.exec(step.query ?? '')?.[1] ?? 'Warn') as FieldValidation
  const warnings: string[] = []
  const patch = patchOf(step)
  if (patch) {
    const warn = (warning: string) => warnings.push(warning)
    const patched = applyPatch(definition, last!, { ...patch, fieldValidation: mode, warn })
    return write(definition, patched, { ...call, warnings })
  }
  const text = step.text ?? JSON.stringify(step.put ? mergePatch.apply(structuredClone(last), step.put) : created(step, base, name))
  const shaped = checkShape(definition, text, mode)
  return write(definition, shaped.object, { ...call, warnings: shaped.warnings })
}

function write(definition: ResourceDefinition, object: KubeObject, call: Call & { warnings: string[] }): Answer {
  const { strategy } = definition
  const isCreation = !patchOf(call.step) && !call.step.put
  strategy.applyDefaults(object)
  if (isCreation) create(definition, object, call)
  const body = isCreation ? object : update(definition, object, call)
  const warnings = [...call.warnings, ...(strategy.warnings?.(body, call.last) ?? [])]
  return { code: isCreation ? 201 : 200, warnings, body }
}

function create(definition: ResourceDefinition, object: KubeObject, { ids }: Call): void {
  if (definition.namespaced) object.metadata.namespace = 'golden'
  const { generateName } = object.metadata
  if (!object.metadata.name && generateName) object.metadata.name = `${generateName}${ids.suffix(5)}`
  const context = { now: NOW, ids, dryRun: false, find: () => undefined }
  definition.strategy.prepareForCreate(object, context)
  Object.assign(object.metadata, { uid: ids.uid(), resourceVersion: '1', creationTimestamp: NOW })
  refuse(definition, object, definition.strategy.validateCreate(object))
}

function update(definition: ResourceDefinition, object: KubeObject, { step, last }: Call): KubeObject {
  const { strategy } = definition
  if (step.subresource === 'status') {
    strategy.prepareForStatusUpdate(object, last!)
    refuse(definition, object, strategy.validateStatusUpdate(object, last!))
    return object
  }
  strategy.prepareForUpdate(object, last!)
  refuse(definition, object, strategy.validateUpdate(object, last!))
  return object
}

function refuse(definition: ResourceDefinition, object: KubeObject, causes: StatusCause[]): void {
  if (causes.length > 0) throw new Refusal(definition, object, causes)
}

function answerTo(action: () => Answer): Answer {
  try {
    return action()
  } catch (error) {
    if (error instanceof Refusal) return refusal(error)
    if (!(error instanceof PatchError || error instanceof ShapeError)) throw error
    const causes = error instanceof PatchError ? error.causes : []
    const details = causes.length > 0 ? { causes } : undefined
    return { code: error.code, warnings: [], body: { reason: error.reason || undefined, message: error.message, details } }
  }
}

function refusal({ causes, definition, object, message }: Refusal): Answer {
  const unique = [...new Map(causes.map((cause) => [JSON.stringify(cause), cause])).values()]
  const list = [...new Set(unique.map(({ field, message: text }) => `${field}: ${text}`))]
  const text = list.length === 1 ? list[0] : `[${list.join(', ')}]`
  const { group, kind } = definition
  const details = { name: object.metadata.name, group, kind, causes }
  return { code: 422, warnings: [], body: { reason: 'Invalid', message: `${message}: ${text}`, details } }
}
