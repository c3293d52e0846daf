import { loadLedger } from '../../reports/format/ledger.ts'
import { readDeviations, UPSTREAM_DEVIATIONS } from '../run/deviations.ts'
import { LEDGER } from '../run/suite.ts'
import { examplesIn } from './examples.ts'
import { readGates } from './gates.ts'
import { readMeasured } from './measured.ts'
import type { Sources } from './page.ts'

/** What the page is made from, as it stands in the repository. */
export const readSources = async (): Promise<Sources> => ({
  measured: readMeasured(),
  gates: readGates(),
  guarantees: loadLedger(LEDGER),
  examples: examplesIn(LEDGER),
  deviations: await readDeviations(UPSTREAM_DEVIATIONS),
})
