import type { PersistentVolumeClaim, Pod } from '../client/objects.ts'
import type { Action, Snapshot } from '../statefulset/decide/actions.ts'
import { claimPlaces, newClaim } from '../statefulset/decide/claims.ts'
import { decide } from '../statefulset/decide/decide.ts'
import { identityOf, POD_NAME_LABEL } from '../statefulset/decide/identity.ts'
import type { Mutant } from './mutant.ts'

export const labelMissing: Mutant = {
  name: 'label-missing',
  sentence: 'Does not label Pods with their own name.',
  guarantee: 'SS-IDN-005',
  rules: {
    decide: (snapshot, now) =>
      unrepaired(decide(snapshot, now)).map((action) =>
        action.kind === 'create-pod' ? { ...action, pod: unlabelled(action.pod) } : action,
      ),
  },
}

export const freshClaims: Mutant = {
  name: 'fresh-claims',
  sentence: 'Gives a recreated Pod new claims under other names instead of the ones it had.',
  guarantee: 'SS-STO-006',
  rules: {
    decide: (snapshot, now) =>
      unrepaired(decide(snapshot, now)).map((action) =>
        action.kind === 'create-pod' ? withFreshClaims(snapshot, action) : action,
      ),
  },
}

/** The controller's own repair would put right what the mutant does wrong. */
function unrepaired(actions: Action[]): Action[] {
  return actions.filter(({ kind }) => kind !== 'repair-pod')
}

function unlabelled(pod: Pod): Pod {
  const { [POD_NAME_LABEL]: _, ...labels } = pod.metadata.labels ?? {}
  return { ...pod, metadata: { ...pod.metadata, labels } }
}

function withFreshClaims(snapshot: Snapshot, action: Action & { kind: 'create-pod' }): Action {
  const { pod, claims } = action
  const fresh = new Map<string, PersistentVolumeClaim>()
  for (const place of claimPlaces(snapshot.set, identityOf(pod.metadata.name)?.ordinal ?? 0)) {
    const { claimName } = place
    const isNew = claims.missing.some(({ metadata }) => metadata.name === claimName)
    if (!isNew) fresh.set(claimName, newClaim(snapshot.set, { ...place, claimName: freeName(snapshot, claimName) }))
  }
  const volumes = (pod.spec.volumes ?? []).map((volume) => {
    const other = fresh.get(volume.persistentVolumeClaim?.claimName ?? '')
    return other ? { ...volume, persistentVolumeClaim: { claimName: other.metadata.name } } : volume
  })
  return {
    ...action,
    pod: { ...pod, spec: { ...pod.spec, volumes } },
    claims: { ...claims, missing: [...claims.missing, ...fresh.values()] },
  }
}

function freeName({ set, claims }: Snapshot, taken: string): string {
  let name = `${taken}-again`
  while (claims.has(`${set.metadata.namespace}/${name}`)) name += '-again'
  return name
}
