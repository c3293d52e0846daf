import type { KubeObject } from '../../client/index.ts'
import type { Expectations, Objects } from '../expectation.ts'
import { all, invalid, objectOf, objectsOf, ofObject, versionIn, whether } from '../states.ts'
import type { ExpectationState, Moment } from '../verdict.ts'

/** The template of a Pod: by its label, by the revision that the label names, and by its containers. */
export const templateExpectations: Expectations = {
  '{objects} run(s) the {template} template': {
    check: (moment: Moment, { names }: Objects, template: 'old' | 'new') =>
      all(names.map((name) => ofObject(moment, { what: 'Pod', name }, (pod) => runs(moment, pod, template)))),
  },
  'StatefulSet {name} has a new update revision': {
    check: (moment: Moment, name: string) =>
      ofObject(moment, { what: 'StatefulSet', name }, (set) => {
        const seen = updateRevision(set)
        return whether(
          seen !== undefined && seen !== revisionBefore(moment, name),
          'status.updateRevision has not moved',
          {
            expected: 'a new revision',
            seen,
            cause: { verb: 'omit', resource: 'controllerrevisions' },
          },
        )
      }),
  },
}

const updateRevision = (set: KubeObject | undefined) => set?.status?.['updateRevision'] as string | undefined

/** The update revision of a workload before the suite last changed it. */
function revisionBefore({ trace, header }: Moment, name: string): string | undefined {
  const change = trace.entries.findLast(
    (entry) =>
      entry.kind === 'action' &&
      !entry.own &&
      entry.verb === 'patch' &&
      entry.resource === header.kind.plural &&
      entry.name === name &&
      entry.subresource === undefined,
  )
  if (!change) return undefined
  return updateRevision(trace.objects(header.kind.plural, change.seq).find(({ metadata }) => metadata.name === name))
}

function runs(moment: Moment, pod: KubeObject, template: 'old' | 'new'): ExpectationState {
  const owner = pod.metadata.ownerReferences?.[0]?.name
  const set = owner
    ? objectOf(moment, { what: 'StatefulSet', name: owner })
    : objectsOf(moment, moment.header.kind.plural)[0]
  const old = revisionBefore(moment, set?.metadata.name ?? '')
  if (template === 'old' && old === undefined) return invalid('no template was changed: there is no old one')
  const { name, labels } = pod.metadata
  const label = labels?.['controller-revision-hash']
  const expected = template === 'old' ? old : updateRevision(set)
  return all([
    whether(label === expected, `${name} does not run the ${template} template`, { expected, seen: label }),
    agreesWithRevision(moment, pod),
    isMeant(pod, set, template),
  ])
}

/** The label could lie: the revision that it names must hold the template that the Pod was made from. */
function agreesWithRevision(moment: Moment, { metadata: { name, labels, annotations } }: KubeObject): ExpectationState {
  const label = String(labels?.['controller-revision-hash'])
  const revision = objectsOf(moment, 'controllerrevisions').find(({ metadata }) => metadata.name === label)
  if (!revision)
    return whether(false, `${name} names a revision that does not exist`, { expected: 'a revision', seen: label })
  const [recorded, seen] = [versionIn(revision['data']), annotations?.['version']]
  return whether(seen === recorded, `${name} carries the label of a revision that it does not run`, {
    expected: recorded,
    seen,
  })
}

/** If the controller missed a change of the template, the newest revision is still that of the old one. */
function isMeant({ metadata: { name, annotations } }: KubeObject, set: unknown, template: string): ExpectationState {
  const [present, seen] = [versionIn(set), annotations?.['version']]
  const expected = `${template === 'new' ? '' : 'not '}${present}`
  return whether(
    (seen === present) === (template === 'new'),
    `the revision of ${name} is not that of the ${template} template`,
    {
      expected,
      seen,
    },
  )
}
