import type { Envelope } from '@cucumber/messages'
import { JUDGEMENT } from '../../reports/format/judgements.ts'
import type { Judgement } from '../judge/index.ts'
import { type ControllerChoice, type Mutant, startTarget, statefulSetKind } from '../target/index.ts'
import { runFeatures } from './cucumber.ts'
import type { CertifyOptions } from './options.ts'
import { runName } from './run-name.ts'
import { type Selection, selected } from './selection.ts'

/** The result of one example on a mutant. */
export interface Judged {
  readonly example: string
  readonly judgement: Judgement
}

/** A controller that examples run against; its traces go to a folder of its name. */
export interface Candidate {
  readonly name: string
  readonly controller: ControllerChoice
  readonly mutant?: string
  /** The version of Kubernetes and the gates that it needs. */
  readonly kubernetes?: string
  readonly featureGates?: string
}

interface Request extends Selection {
  readonly failFast?: boolean
  readonly parallel?: number
}

export const runMutant = ({ name, choice }: Mutant, options: CertifyOptions, request: Request): Promise<Judged[]> =>
  runExamples({ name, controller: 'reference', mutant: name, ...choice }, options, {
    ...request,
    ...(request.failFast && { parallel: 1 }),
  })

/** Runs examples against a controller: a cluster of its own, no reports. */
export async function runExamples(
  { name, ...controller }: Candidate,
  options: CertifyOptions,
  { failFast = false, parallel = options.parallel, ...selection }: Request,
): Promise<Judged[]> {
  const target = await startTarget(options.target, {
    ...options,
    ...controller,
    parallel,
    progress: () => undefined,
  })
  const judged: Judged[] = []
  try {
    await runFeatures({
      ...selected(selection),
      folder: `${options.output}/${name}`,
      parameters: {
        kubeconfigs: target.kubeconfigs,
        controls: target.controls,
        kind: statefulSetKind,
        image: target.image,
        ...(target.volumeBinding && { volumeBinding: target.volumeBinding }),
        ...(options.settle === 'ask' && { settle: options.settle }),
        run: runName(),
        folder: `${options.output}/${name}`,
        timeFactor: options.timeFactor,
        capabilities: target.capabilities,
        ...(target.lacking && { lacking: target.lacking }),
        disposable: target.disposable,
      },
      parallel,
      failFast,
      reported: false,
      onMessage: judgements((one) => judged.push(one)),
    })
  } finally {
    await target.stop()
  }
  return judged
}

/** Reads the judgements that examples attach. */
function judgements(take: (one: Judged) => void): (envelope: Envelope) => void {
  return ({ attachment }) => {
    if (attachment?.mediaType !== JUDGEMENT) return
    const { body, contentEncoding } = attachment
    const text = contentEncoding === 'BASE64' ? Buffer.from(body, 'base64').toString('utf8') : body
    const { judgement, trace } = JSON.parse(text) as { judgement: Judgement; trace: string }
    take({ example: trace.replace(/^traces\/|\.jsonl$/g, ''), judgement })
  }
}
