import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
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

  it('are searched for analytics at any depth', () =>
    inFolder(async (folder) => {
      mkdirSync(join(folder, 'deep'))
      writeFileSync(join(folder, 'index.html'), '<p>clean</p>')
      writeFileSync(join(folder, 'deep', 'page.html'), "<script>gtag('config')</script>")
      expect(findAnalytics(folder)).to.deep.equal([join('deep', 'page.html')])
    }))
})
