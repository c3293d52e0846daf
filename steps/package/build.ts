/**
 * Builds `dist/`, which is all that the package holds: Node strips no types in node_modules. It has the folders of the
 * checkout, so that what finds files relative to itself does so in both. tsconfig.build.json names the modules that are
 * entered; the compiler adds what they import, so that tests and their helpers stay out.
 */
import { cpSync, globSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { REPORT_SCHEMA, reportJsonSchema } from '../../reports/format/report-schema.ts'

const ROOT = join(import.meta.dirname, '../..')
const DIST = join(ROOT, 'dist')

/** What is read at run time, and the Go programs that control-plane and kind build. */
const DATA = [
  'features/**/*.{feature,yaml,md}',
  '{steps,reference-controller,reports}/**/{*.{yaml,json,go,mod,sum,mjs},Containerfile}',
]
const DEVELOPMENT = [
  '**/testdata/**',
  'reports/{latest,replayed}/**',
  'steps/{judge,mutation,parity}/**',
  'steps/target/in-cluster/**',
]

/** The one declaration that users import. */
const DECLARATION = 'reference-controller/cluster.d.ts'

rmSync(DIST, { recursive: true, force: true })
await execa('tsc', ['--project', 'tsconfig.build.json'], { cwd: ROOT, preferLocal: true, stdio: 'inherit' })
for (const file of globSync('**/*.d.ts', { cwd: DIST })) if (file !== DECLARATION) rmSync(join(DIST, file))
for (const file of DATA.flatMap((pattern) => globSync(pattern, { cwd: ROOT, exclude: DEVELOPMENT })))
  cpSync(join(ROOT, file), join(DIST, file))
writeFileSync(join(DIST, 'reports', REPORT_SCHEMA), `${JSON.stringify(reportJsonSchema(), null, 2)}\n`)
