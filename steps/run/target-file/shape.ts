import { z } from 'zod'
import { rowFor, type Specification } from '../../../reports/format/deviations.ts'
import { knownFeatures } from '../../world/availability.ts'
import { FIELDS, NECESSARY, POD_LABELS } from './apps-v1-fields.ts'

const text = z.string().min(1)
const reason = text
const PATH = /^(spec|status)(\.\w+)+$/

/** One of these names, for editors as an enumeration. */
const oneOf = (names: readonly string[], what: string) =>
  z
    .string()
    .refine((name) => names.includes(name), {
      error: ({ input }) => `expected ${what}, found ${String(input)}`,
      abort: true,
    })
    .meta({ enum: [...names] })

const field = oneOf(FIELDS, 'a field of apps/v1 StatefulSet such as spec.replicas')

const place = text.regex(PATH, 'expected the path of a field such as spec.size')

const absentField = field.refine((path) => !NECESSARY.includes(path), {
  error: ({ input }) => `no scenario can be staged without ${String(input)}: name where the kind has it under moved`,
})

const fields = z
  .strictObject({
    moved: z.record(field, place).default({}),
    absent: z.record(absentField, reason).default({}),
  })
  .superRefine(({ moved, absent }, context) => {
    const places = Object.entries(moved)
    for (const [path, to] of places) {
      const complain = (message: string) => context.addIssue({ code: 'custom', path: ['moved', path], message })
      if (path in absent) complain('expected to be either moved or absent, found both')
      if (places.some(([other, same]) => other !== path && same === to))
        complain(`expected a place of its own: ${to} is that of another field too`)
    }
  })

const label = oneOf(POD_LABELS, `one of ${POD_LABELS.join(', ')}`)

/** What the file may say of features: names of the suite, and guarantees of the ledger. */
function featuresFor({ guarantees }: Specification) {
  const known = [...knownFeatures(), ...guarantees.map(({ id }) => id)]
  const name = z.string().refine((each) => known.includes(each), {
    error: ({ input }) =>
      `expected a feature (${knownFeatures().join(', ')}) or the id of a guarantee, found ${String(input)}`,
  })
  return z.strictObject({ supported: z.array(name).default([]), unsupported: z.record(name, reason).default({}) })
}

const implementation = z.strictObject({
  organization: text,
  project: text,
  version: text.optional(),
  url: z.httpUrl('expected the URL of the project'),
  contact: z.array(text).min(1),
  statusManagers: z.array(text).min(1).optional(),
})

const condition = z.strictObject({
  apiVersion: text,
  plural: text,
  namespace: text.optional(),
  name: text,
  condition: text,
})

const install = z.strictObject({
  manifests: z.array(text).default([]),
  command: z.array(text).min(1).optional(),
  wait: z.array(condition).default([]),
})

const NAME = /^[a-z]([-a-z0-9]*[a-z0-9])?$/

const resource = z.strictObject({
  group: text.regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, 'expected an API group such as apps.example.com'),
  version: text.regex(/^v[0-9]+((alpha|beta)[0-9]+)?$/, 'expected a version such as v1 or v1beta1'),
  kind: text.regex(/^[A-Z]\w*$/, 'expected a kind such as ReplicaGroup'),
  plural: text.regex(NAME, 'expected a plural in lower case such as replicagroups'),
})

/** The shape of a target file, checked against what the suite knows. */
export const shapeFor = (specification: Specification) =>
  z.strictObject({
    apiVersion: z.literal('statefulset-conformance.dev/v1'),
    kind: z.literal('TargetFile'),
    resource,
    fields: fields.prefault({}),
    pods: z.strictObject({ labels: z.record(label, text).default({}) }).prefault({}),
    features: featuresFor(specification).prefault({}),
    deviations: z.array(rowFor(specification)).default([]),
    implementation,
    install: install.prefault({}),
  })

/** The content of a target file. */
export type TargetFileContent = z.output<ReturnType<typeof shapeFor>>

/** The same shape for editors. */
export const targetFileJsonSchema = (): unknown =>
  z.toJSONSchema(shapeFor({ guarantees: [], examples: [] }), { io: 'input' })
