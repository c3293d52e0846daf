import { timestamp } from '../../../timestamp.ts'
import type { KubeObject } from '../../resources/index.ts'
import { decodeBody } from '../request/decode.ts'
import { writeOptions } from '../request/options.ts'
import { type Answer, type Call, json } from '../request/resource-request.ts'
import { badRequest, StatusError } from '../request/status.ts'

/** Who asks what they may do: whoever has the token may do everything. */

interface AccessReview extends KubeObject {
  spec?: { resourceAttributes?: object; nonResourceAttributes?: { path?: string; verb?: string } }
}

export function reviewAccess(call: Call): Answer {
  const review: AccessReview = asked(call)
  const { resourceAttributes, nonResourceAttributes } = review.spec ?? {}
  const field = 'spec.resourceAttributes'
  if (resourceAttributes && nonResourceAttributes) {
    const shown = { Path: nonResourceAttributes.path ?? '', Verb: nonResourceAttributes.verb ?? '' }
    throw refused(
      call,
      'spec.nonResourceAttributes',
      JSON.stringify(shown),
      'cannot be specified in combination with resourceAttributes',
    )
  }
  if (!resourceAttributes && !nonResourceAttributes) {
    throw refused(call, field, 'null', 'exactly one of nonResourceAttributes or resourceAttributes must be specified')
  }
  return json(201, { ...review, status: { allowed: true } })
}

/** Upstream does not say of what kind the question was. */
function refused({ definition: { group } }: Call, field: string, value: string, problem: string) {
  const message = `Invalid value: ${value}: ${problem}`
  const details = { group, causes: [{ reason: 'FieldValueInvalid', message, field }] }
  return new StatusError(422, 'Invalid', `.${group} "" is invalid: ${field}: ${message}`, { details })
}

interface RulesReview extends KubeObject {
  spec?: { namespace?: string }
}

export function reviewRules(call: Call): Answer {
  const review: RulesReview = asked(call)
  if (!review.spec?.namespace) throw badRequest('no namespace on request')
  const verbs = ['*']
  const status = {
    resourceRules: [{ verbs, apiGroups: ['*'], resources: ['*'] }],
    nonResourceRules: [{ verbs, nonResourceURLs: ['*'] }],
    incomplete: false,
  }
  return json(201, { ...review, spec: {}, status })
}

export function reviewSelf(call: Call): Answer {
  const review = asked(call)
  const created = timestamp(call.cluster.clock)
  const userInfo = { username: 'embedded', uid: 'embedded', groups: ['system:masters', 'system:authenticated'] }
  return json(201, { ...review, metadata: { creationTimestamp: created }, status: { userInfo } })
}

function asked(call: Call): KubeObject {
  const { fieldValidation } = writeOptions(call, 'CreateOptions')
  const { definition } = call
  const review = decodeBody(call, definition, fieldValidation)
  const { name: _name, ...metadata } = review.metadata
  const given = review.metadata.name ? review.metadata : (metadata as KubeObject['metadata'])
  return { ...review, kind: definition.kind, apiVersion: `${definition.group}/${definition.version}`, metadata: given }
}
