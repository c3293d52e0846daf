import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import { findAnalytics, renderAllure } from './html.ts'

async function inFolder(check: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'html-'))
  try {
    await check(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function messageOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'it succeeded',
    (error: Error) => error.message,
  )
}

/** Stands in for Java: makes the page that it is given, or fails. */
const JAVA = `#!/bin/sh
if [ "$1" = -version ]; then exit 0; fi
for each in "$@"; do last="$each"; done
mkdir -p "$last/deep"
printf '%s' "$FAKE_PAGE" > "$last/deep/page.html"
echo "$ALLURE_NO_ANALYTICS $*" > "$last/arguments"
echo 'said to both' >&2
exit "$FAKE_EXIT"
`

/** Makes pages with a Java that makes this page and ends with this code. */
async function withJava(folder: string, { page = '<p>clean</p>', exit = 0 } = {}): Promise<string> {
  const before = { ...process.env }
  mkdirSync(join(folder, 'bin'))
  writeFileSync(join(folder, 'bin', 'java'), JAVA, { mode: 0o755 })
  mkdirSync(join(folder, 'allure-results'))
  for (const name of ['a-result.json', 'categories.json']) writeFileSync(join(folder, 'allure-results', name), '{}')
  Object.assign(process.env, { JAVA_HOME: folder, FAKE_PAGE: page, FAKE_EXIT: String(exit) })
  try {
    return await renderAllure(folder).catch((error: Error) => error.message)
  } finally {
    process.env = before
  }
}

describe('Allure pages', () => {
  it('need results', () =>
    inFolder(async (folder) => {
      expect(await messageOf(renderAllure(folder))).to.match(/expected Allure results in .* run certify first/)
    }))

  it('need Java, and say so', () =>
    inFolder(async (folder) => {
      mkdirSync(join(folder, 'allure-results'))
      writeFileSync(join(folder, 'allure-results', 'a-result.json'), '{}')
      const home = process.env['JAVA_HOME']
      process.env['JAVA_HOME'] = folder
      try {
        expect(await messageOf(renderAllure(folder))).to.match(/made by a Java program, and JAVA_HOME .* has none/)
      } finally {
        if (home === undefined) delete process.env['JAVA_HOME']
        else process.env['JAVA_HOME'] = home
      }
    }))

  it('are made by Allure from the results, without analytics', () =>
    inFolder(async (folder) => {
      const pages = join(folder, 'allure-report')
      expect(await withJava(folder)).to.equal(join(pages, 'index.html'))
      expect(readFileSync(join(pages, 'arguments'), 'utf8').trim())
        .to.match(/^true /)
        .and.satisfy((line: string) =>
          line.endsWith(` generate ${join(folder, 'allure-results')} --clean --output ${pages}`),
        )
    }))

  it('are removed where they hold analytics all the same', () =>
    inFolder(async (folder) => {
      const page = '<script src="https://www.googletagmanager.com/gtag/js"></script>'
      expect(await withJava(folder, { page })).to.match(
        /^expected pages without analytics, found some in deep.page\.html;/,
      )
      expect(existsSync(join(folder, 'allure-report'))).to.equal(false)
    }))

  it('are none where Allure fails, and what it said is told', () =>
    inFolder(async (folder) => {
      expect(await withJava(folder, { exit: 2 })).to.match(/^Allure could not make its pages from .*: said to both$/)
    }))

  it('are searched for analytics at any depth', () =>
    inFolder(async (folder) => {
      mkdirSync(join(folder, 'deep'))
      writeFileSync(join(folder, 'index.html'), '<p>clean</p>')
      writeFileSync(join(folder, 'deep', 'page.html'), "<script>gtag('config')</script>")
      expect(findAnalytics(folder)).to.deep.equal([join('deep', 'page.html')])
    }))
})
