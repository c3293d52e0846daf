/**
 * The door of `npm run versions`: takes the figures of finished runs from their folders, and writes the page about the
 * versions of Kubernetes.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { measuredIn, readMeasured, withRuns, writeMeasured } from './measured.ts'
import { PAGE, pageOf } from './page.ts'
import { readSources } from './sources.ts'

const added = process.argv.slice(2).map((folder) => {
  const file = join(folder, 'conformance-report.yaml')
  return measuredIn(readFileSync(file, 'utf8'), file)
})
writeMeasured(withRuns(readMeasured(), added))
writeFileSync(PAGE, pageOf(await readSources()))
