import { coerce } from 'semver'
import type { RunInfo } from './run-info.ts'
import { countVerdicts } from './statistics.ts'
import type { Judged, Verdicts } from './verdicts.ts'

/** The headline of a run: of the core profile, or of the selection. */
export interface Headline {
  scope: 'core profile' | 'selection'
  kept: number
  of: number
  /** The whole in one line. */
  text: string
}

/** Counts what was kept, out of everything that could be: rows that nothing checks yet count too. */
export function headlineOf(run: RunInfo, verdicts: Verdicts): Headline {
  const judged = verdicts.judged.filter((each) => !beginsLater(each, run))
  return run.selection === '' ? ofCore(judged) : ofSelection(judged, run.selection)
}

/** True if the cluster is of a version in which the guarantee does not hold yet, so that it is no gap. */
export function beginsLater({ guarantee, verdict }: Judged, { versions }: RunInfo): boolean {
  const server = coerce(versions['server'])
  return verdict === 'not applicable' && server !== null && Number(guarantee.since.slice(2)) > server.minor
}

/** True if the whole core profile is kept: nothing less is called conformant. */
export function isWholeCore({ scope, kept, of }: Headline): boolean {
  return scope === 'core profile' && of > 0 && kept === of
}

function ofCore(judged: Judged[]): Headline {
  const rows = judged.filter(({ guarantee }) => guarantee.profile === 'core' && guarantee.state !== 'excluded')
  return headline(rows, { scope: 'core profile', noun: 'core guarantee' })
}

/** The rows that the scenarios of a selection are about; an invariant that was broken in them is not included. */
function ofSelection(judged: Judged[], selection: string): Headline {
  const rows = judged.filter(({ guarantee, scenarios }) =>
    scenarios.some(({ guarantees }) => guarantees.includes(guarantee.id)),
  )
  const { text, ...rest } = headline(rows, { scope: 'selection', noun: 'selected guarantee' })
  return { ...rest, text: `${text} (selection: ${selection})` }
}

function headline(rows: Judged[], { scope, noun }: Pick<Headline, 'scope'> & { noun: string }): Headline {
  const { conformant: kept, total: of, ...others } = countVerdicts(rows)
  const rest = [
    [others.nonConformant, 'broken'],
    [others.documentedDeviation, 'with a documented deviation'],
    [others.harnessError, 'with a harness error'],
    [others.notJudged, 'not judged'],
    [others.notApplicable, 'not applicable'],
    [others.notRun, 'not run'],
    [others.planned, 'planned'],
  ].flatMap(([count, what]) => (count ? [`${count} ${what}`] : []))
  const sum = `${kept} of ${of} ${noun}${of === 1 ? '' : 's'} kept`
  return { scope, kept, of, text: [sum, ...rest].join(', ') }
}
