import type { Clock } from '../clock.ts'
import { type RequestInfo, requestInfo } from './request-info.ts'

/** The requests of the controller under test that are refused or delayed. */
export interface Refusal {
  /** As in RBAC: create, get, list, watch, update, patch, delete or deletecollection; `*` for all. */
  readonly verb: string
  /** As in RBAC: the plural, and a subresource behind a slash (`statefulsets/status`); `*` for all. */
  readonly resource: string
  /** All namespaces if left out. */
  readonly namespace?: string
  /** The response to send instead of that of the server; without it the request is only delayed. */
  readonly status?: RefusalStatus
  readonly delayMs?: number
  /** The number of requests that the rule applies to; default: all. */
  readonly times?: number
}

/** Fields of a Status of the API. */
export interface RefusalStatus {
  readonly code: number
  readonly reason: string
  readonly message: string
}

export interface Refusals {
  /** Puts these in place of those so far. Requests that one of those delays go on at once. */
  replace(refusals: readonly Refusal[]): void
  /**
   * Delays a request by the delay of the first refusal that matches; resolves with the response to send instead of that of the
   * server, if anything. `undefined` where none fits.
   */
  answer(method: string, path: string): Promise<RefusalAnswer | undefined> | undefined
}

export interface RefusalAnswer {
  readonly code: number
  /** A Status of the API. */
  readonly body: object
}

export function startRefusals(clock: Clock): Refusals {
  let rules: { readonly refusal: Refusal; left: number }[] = []
  const delayed = new Set<() => void>()

  function delay(ms: number, what: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const cancel = clock.after(ms, release, what)
    function release() {
      cancel()
      delayed.delete(release)
      resolve()
    }
    delayed.add(release)
    return promise
  }

  return {
    replace(refusals) {
      rules = refusals.map((refusal) => ({ refusal, left: refusal.times ?? Number.POSITIVE_INFINITY }))
      for (const release of [...delayed]) release()
    },
    answer(method, path) {
      if (rules.length === 0) return undefined
      const request = requestInfo(method, path)
      const rule = request && rules.find(({ refusal, left }) => left > 0 && fits(refusal, request))
      if (!rule) return undefined
      rule.left--
      const { status, delayMs = 0 } = rule.refusal
      const what = `delay of ${request.verb} ${request.resource}`
      const answer = status && { code: status.code, body: { ...FAILURE, ...status } }
      return delayMs > 0 ? delay(delayMs, what).then(() => answer) : Promise.resolve(answer)
    },
  }
}

const FAILURE = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure' }

function fits(refusal: Refusal, { verb, resource, namespace }: RequestInfo): boolean {
  return (
    [verb, '*'].includes(refusal.verb) &&
    [resource, '*'].includes(refusal.resource) &&
    (refusal.namespace === undefined || refusal.namespace === namespace)
  )
}
