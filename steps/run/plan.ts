import { loadLedger } from '../../reports/format/ledger.ts'
import { connectByKubeconfig, findKubeconfig, isCustom, type Resource, withFieldMaps } from '../client/index.ts'
import { stretched, waits } from '../patience/index.ts'
import type { Survey } from '../survey/index.ts'
import { findKubectl, surveyed } from '../target/index.ts'
import { addressOf } from '../world/address.ts'
import { applicability } from '../world/applicability.ts'
import { availability } from '../world/availability.ts'
import { RUN_LABEL } from '../world/labels.ts'
import { picklesOf } from './cucumber.ts'
import { answersOf, type ClusterOptions, findingsOf, healthOf } from './doctor.ts'
import { exitCodes } from './errors.ts'
import { type Selection, tagsOf } from './selection.ts'
import { LEDGER } from './suite.ts'
import { loadTargetFile, noKubectl, type TargetFile } from './target-file/index.ts'
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
  const targetFile = await loadTargetFile(options.kindFile)
  const { kind } = targetFile
  const survey = await surveyed(text, { ...options, kind })
  const { applicable, absent } = await sorted(text, survey, { ...options, targetFile })
  const lines = [
    `context ${context}`,
    ...answersOf(survey),
    '',
    ...creations(survey, kind, options.parallel),
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

function creations({ volumeBinding }: Survey, { plural, group }: Resource, parallel: number): string[] {
  return [
    'what would be created',
    `  namespaces   sts-conformance-…, with the label ${RUN_LABEL}: one for each scenario, gone when it ends,`,
    `               and ${parallel} for sentinels; up to ${parallel * 2} at a time`,
    `  in them      ${plural}.${group}, pods, persistentvolumeclaims, controllerrevisions, services, configmaps, resourcequotas`,
    `  elsewhere    nothing${volumeBinding ? ', but volumes that the default StorageClass makes for the claims' : ''}`,
  ]
}

/** The scenarios of a selection, by whether the cluster has what they need. */
async function sorted(
  kubeconfig: string,
  survey: Survey,
  { targetFile, ...options }: PlanOptions & { readonly targetFile: TargetFile },
) {
  const connected = await connectByKubeconfig(kubeconfig, {
    userAgent: () => 'statefulset-conformance (plan)',
    answeredWithin: stretched(waits.requestAnswered.ms),
  })
  const { kind, features } = targetFile
  const api = withFieldMaps(connected, kind)
  const lacking = { ...survey.lacking, ...(isCustom(kind) && { kubectl: noKubectl(kind) }) }
  const capabilities = [...survey.capabilities, ...(!isCustom(kind) && (await findKubectl()) ? ['kubectl'] : [])]
  // A field is probed by a write without consequence; any namespace will do.
  const place = { api, kind, image: 'none:1', namespace: 'default', capabilities, lacking }
  const unavailable = applicability({ kind, features }, availability(place))
  const absent = new Map<string, string[]>()
  let applicable = 0
  try {
    for (const pickle of await picklesOf(tagsOf(options))) {
      const { uri, name } = pickle
      const reason = await unavailable(pickle)
      if (!reason) applicable += 1
      else absent.set(reason, [...(absent.get(reason) ?? []), addressOf({ uri, name })])
    }
  } finally {
    await api.close()
  }
  return { applicable, absent }
}
