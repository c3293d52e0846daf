import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { expect } from 'chai'
import { execa } from 'execa'
import { findBinaries } from './control-plane/index.ts'

const absent = await findBinaries({}).then(
  (found) => (found ? false : 'the binaries of the control plane are not built yet; a test builds nothing'),
  (error: Error) => error.message,
)

/** Whatever is still up keeps a process alive: one that ends by itself has stopped it all. */
describe('a target of which a part does not start', () => {
  const cases: [string, object, string | false, RegExp][] = [
    ['control-plane', { controller: 'reference', mutant: 'nonsense' }, absent, /expected the name of a mutant/],
    ['reference', { mutant: 'nonsense' }, false, /the embedded cluster did not start/],
    ['reference', { controller: 'upstream', assets: '/nowhere' }, false, /--assets names \/nowhere/],
  ]
  const folder = mkdtempSync(join(tmpdir(), 'start-failure-'))
  after(() => rmSync(folder, { recursive: true }))
  for (const [name, options, skip, says] of cases)
    it(`${name} ${JSON.stringify(options)} leaves nothing running`, { skip }, async () => {
      const index = JSON.stringify(join(import.meta.dirname, 'index.ts'))
      const given = `{ ...${JSON.stringify(options)}, parallel: 2, progress() {} }`
      const script = `const { startTarget } = await import(${index})
        await startTarget(${JSON.stringify(name)}, ${given}).catch(({ message }) => console.log(message))`
      const file = join(folder, 'start.mjs')
      writeFileSync(file, script)
      const { exitCode, stdout } = await execa(process.execPath, [file], { reject: false, timeout: 240_000 })
      expect({ exitCode }, stdout).to.deep.equal({ exitCode: 0 })
      expect(stdout).to.match(says)
    })
})
