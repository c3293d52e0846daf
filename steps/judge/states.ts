import type { KubeObject } from '../client/index.ts'
import type { Named, Objects } from './expectation.ts'
import type { Breach, Cause, ExpectationState, Moment } from './verdict.ts'

export const kept: ExpectationState = { kind: 'kept' }

export const pending = (because: string, rest: Partial<Breach> = {}): ExpectationState => ({
  kind: 'pending',
  because,
  ...rest,
})

export const broken = (because: string, at: number, rest: Partial<Breach> = {}): ExpectationState => ({
  kind: 'broken',
  because,
  at,
  ...rest,
})

export const invalid = (because: string): ExpectationState => ({ kind: 'invalid', because })

/** The first of these answers that is not `kept`; one that is broken or invalid before one that is pending. */
export function all(answers: readonly ExpectationState[]): ExpectationState {
  const order: ExpectationState['kind'][] = ['invalid', 'broken', 'pending']
  for (const kind of order) {
    const found = answers.find((answer) => answer.kind === kind)
    if (found) return found
  }
  return kept
}

const PLURALS: Record<string, string> = {
  Pod: 'pods',
  claim: 'persistentvolumeclaims',
  Service: 'services',
  quota: 'resourcequotas',
  revision: 'controllerrevisions',
}

/** The plural of what a sentence calls "Pod" or "claim"; a StatefulSet is whatever kind is under certification. */
export const pluralOf = (what: Objects['what'], { header }: Moment): string => PLURALS[what] ?? header.kind.plural

/** The objects of a resource at this moment, or after the first `upTo` entries, without the suite's own. */
export const objectsOf = ({ trace, header }: Moment, plural: string, upTo?: number): KubeObject[] =>
  trace.objects(plural, upTo).filter(({ metadata }) => !metadata.labels?.[header.marks.label])

export function objectOf(moment: Moment, { what, name }: Named, upTo?: number): KubeObject | undefined {
  const objects = objectsOf(moment, pluralOf(what, moment), upTo)
  return (
    objects.find(({ metadata }) => metadata.name === name) ?? objects.find((each) => spokenName(what, each) === name)
  )
}

/** What a sentence calls an object. The name of a revision is a hash: it is called by the version of its template. */
export const spokenName = (what: Objects['what'], object: KubeObject): string =>
  (what === 'revision' ? versionIn(object['data']) : undefined) ?? object.metadata.name

interface Templated {
  spec?: { template?: { metadata?: { annotations?: Record<string, string> } } }
}

/** The annotation by which the templates of a scenario differ: of a workload, or of the data of a revision. */
export const versionIn = (holder: unknown): string | undefined =>
  (holder as Templated | undefined)?.spec?.template?.metadata?.annotations?.['version']

/** Asks of an object that is there; one that is not is still to come. */
export function ofObject(
  moment: Moment,
  named: Named,
  ask: (object: KubeObject) => ExpectationState,
): ExpectationState {
  const object = objectOf(moment, named)
  if (object) return ask(object)
  const plural = pluralOf(named.what, moment)
  const others = objectsOf(moment, plural).map(({ metadata }) => metadata.name)
  const cause: Cause = { verb: 'omit', resource: plural, name: named.name }
  return pending(`there is no ${named.what} ${named.name}`, { expected: named.name, seen: others, cause })
}

/** Holds, or has not come about yet. */
export const whether = (holds: boolean, because: string, rest: Partial<Breach>): ExpectationState =>
  holds ? kept : pending(because, rest)
