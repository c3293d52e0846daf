import { timestamp } from '../../../timestamp.ts'
import type { KubeObject } from '../../resources/index.ts'
import {
  badRequest,
  decodeBody,
  json,
  type ResourceRequest,
  type Response,
  StatusError,
  writeOptions,
} from '../request/index.ts'

/** Reviews of permissions: the token allows everything. */

interface AccessReview extends KubeObject {
  spec?: { resourceAttributes?: object; nonResourceAttributes?: { path?: string; verb?: string } }
}

export function reviewAccess(request: ResourceRequest): Response {
  const review: AccessReview = decodedReview(request)
  const { resourceAttributes, nonResourceAttributes } = review.spec ?? {}
  const field = 'spec.resourceAttributes'
  if (resourceAttributes && nonResourceAttributes) {
    const shown = { Path: nonResourceAttributes.path ?? '', Verb: nonResourceAttributes.verb ?? '' }
    throw refused(
      request,
      'spec.nonResourceAttributes',
      JSON.stringify(shown),
      'cannot be specified in combination with resourceAttributes',
    )
  }
  if (!resourceAttributes && !nonResourceAttributes) {
    throw refused(
      request,
      field,
      'null',
      'exactly one of nonResourceAttributes or resourceAttributes must be specified',
    )
  }
  return json(201, { ...review, status: { allowed: true } })
}

/** kube-apiserver omits the kind of the review. */
function refused({ definition: { group } }: ResourceRequest, field: string, value: string, problem: string) {
  const message = `Invalid value: ${value}: ${problem}`
  const details = { group, causes: [{ reason: 'FieldValueInvalid', message, field }] }
  return new StatusError(422, 'Invalid', `.${group} "" is invalid: ${field}: ${message}`, { details })
}

interface RulesReview extends KubeObject {
  spec?: { namespace?: string }
}

export function reviewRules(request: ResourceRequest): Response {
  const review: RulesReview = decodedReview(request)
  if (!review.spec?.namespace) throw badRequest('no namespace on request')
  const verbs = ['*']
  const status = {
    resourceRules: [{ verbs, apiGroups: ['*'], resources: ['*'] }],
    nonResourceRules: [{ verbs, nonResourceURLs: ['*'] }],
    incomplete: false,
  }
  return json(201, { ...review, spec: {}, status })
}

export function reviewSelf(request: ResourceRequest): Response {
  const review = decodedReview(request)
  const created = timestamp(request.cluster.clock)
  const userInfo = { username: 'embedded', uid: 'embedded', groups: ['system:masters', 'system:authenticated'] }
  return json(201, { ...review, metadata: { creationTimestamp: created }, status: { userInfo } })
}

function decodedReview(request: ResourceRequest): KubeObject {
  const { fieldValidation } = writeOptions(request, 'CreateOptions')
  const { definition } = request
  const review = decodeBody(request, definition, fieldValidation)
  const { name: _name, ...metadata } = review.metadata
  const given = review.metadata.name ? review.metadata : (metadata as KubeObject['metadata'])
  return { ...review, kind: definition.kind, apiVersion: `${definition.group}/${definition.version}`, metadata: given }
}
