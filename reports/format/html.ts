import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { execa } from 'execa'

/**
 * Makes the Allure pages of a run with Allure's own command line, which needs Java.
 * Its pages contain Google Analytics unless an option turns it off; the pages are searched for it all the same.
 * @returns the path of the page to open
 */
export async function renderAllure(folder: string): Promise<string> {
  const results = join(folder, 'allure-results')
  if (!existsSync(results) || !readdirSync(results).some((name) => name.endsWith('-result.json'))) {
    throw new Error(`expected Allure results in ${results}, found none; run certify first`)
  }
  await requireJava()
  const pages = join(folder, 'allure-report')
  const program = join(dirname(createRequire(import.meta.url).resolve('allure-commandline')), 'dist', 'bin', 'allure')
  const env = { ALLURE_NO_ANALYTICS: 'true' }
  const { failed, all } = await execa(program, ['generate', results, '--clean', '--output', pages], {
    ...{ env, all: true, reject: false, stdin: 'ignore' },
  })
  if (failed) throw new Error(`Allure could not make its pages from ${results}: ${all}`)
  const tracking = findAnalytics(pages)
  if (tracking.length > 0) {
    rmSync(pages, { recursive: true })
    throw new Error(`expected pages without analytics, found some in ${tracking.join(', ')}; the pages were removed`)
  }
  return join(pages, 'index.html')
}

/** The pages that would report their readers to someone. */
export function findAnalytics(pages: string): string[] {
  const tracker = /googletagmanager|google-analytics|gtag\(/
  return readdirSync(pages, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'))
    .filter((name) => tracker.test(readFileSync(join(pages, name), 'utf8')))
}

async function requireJava(): Promise<void> {
  const home = process.env['JAVA_HOME']
  const { failed } = await execa(home ? join(home, 'bin', 'java') : 'java', ['-version'], { reject: false })
  if (!failed) return
  throw new Error(
    `the Allure pages are made by a Java program, and ${home ? `JAVA_HOME (${home}) has none` : 'no java is in PATH'}; ` +
      'install Java 8 or newer. The verdicts are in conformance-report.yaml and need none',
  )
}
