import { loadLedger } from '../../reports/format/ledger.ts'
import { connectByKubeconfig, findKubeconfig } from '../client/index.ts'
import { stretched, waits } from '../patience/index.ts'
import type { Survey } from '../survey/index.ts'
import { findKubectl, statefulSetKind, surveyed } from '../target/index.ts'
import { addressOf } from '../world/address.ts'
import { availability } from '../world/availability.ts'
import { RUN_LABEL } from '../world/labels.ts'
import { picklesOf } from './cucumber.ts'
import { answersOf, type ClusterOptions, findingsOf, healthOf } from './doctor.ts'
import { exitCodes } from './errors.ts'
import { type Selection, tagsOf } from './selection.ts'
import { LEDGER } from './suite.ts'
import { requireChecked } from './validate-options.ts'

interface PlanOptions extends ClusterOptions, Selection {
  readonly parallel: number
}

/**
 * Prints the objects and scenarios of a run, and the scenarios that cannot run, with reasons; creates nothing.
 * @returns 0 if it could run, 3 if nothing could
 */
export async function plan(options: PlanOptions): Promise<number> {
  requireChecked(options, loadLedger(LEDGER))
  const { text, context } = await findKubeconfig(options)
  const survey = await surveyed(text, options.image)
  const { applicable, absent } = await sorted(text, survey, options)
  const lines = [
    `context ${context}`,
    ...answersOf(survey),
    '',
    ...creations(survey, options.parallel),
    '',
    `${applicable} scenarios would run, ${[...absent.values()].flat().length} are not applicable`,
    ...[...absent].flatMap(([reason, addresses]) => [`  ${reason}:`, `    ${addresses.join(', ')}`]),
    '',
    ...findingsOf(survey),
  ]
  console.log(lines.join('\n'))
  const nothing = applicable === 0 || healthOf(survey) === exitCodes.harnessError
  return nothing ? exitCodes.harnessError : exitCodes.conformant
}

function creations({ volumeBinding }: Survey, parallel: number): string[] {
  const { plural, group } = statefulSetKind
  return [
    'what would be created',
    `  namespaces   sts-conformance-…, with the label ${RUN_LABEL}: one for each scenario, gone when it ends,`,
    `               and ${parallel} for sentinels; up to ${parallel * 2} at a time`,
    `  in them      ${plural}.${group}, pods, persistentvolumeclaims, controllerrevisions, services, configmaps, resourcequotas`,
    `  elsewhere    nothing${volumeBinding ? ', but volumes that the default StorageClass makes for the claims' : ''}`,
  ]
}

/** The scenarios of a selection, by whether the cluster has what they need. */
async function sorted(kubeconfig: string, survey: Survey, options: PlanOptions) {
  const api = await connectByKubeconfig(kubeconfig, {
    userAgent: () => 'statefulset-conformance (plan)',
    answeredWithin: stretched(waits.requestAnswered.ms),
  })
  const { lacking } = survey
  const capabilities = [...survey.capabilities, ...((await findKubectl()) ? ['kubectl'] : [])]
  // A field is probed by a write without consequence; any namespace will do.
  const place = { api, kind: statefulSetKind, image: 'none:1', namespace: 'default', capabilities, lacking }
  const unavailable = availability(place)
  const absent = new Map<string, string[]>()
  let applicable = 0
  try {
    for (const { uri, name, tags } of await picklesOf(tagsOf(options))) {
      const reason = await unavailable(tags.map((tag) => tag.name))
      if (!reason) applicable += 1
      else absent.set(reason, [...(absent.get(reason) ?? []), addressOf({ uri, name })])
    }
  } finally {
    await api.close()
  }
  return { applicable, absent }
}
