import { existsSync } from 'node:fs'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import { readResult, summary } from './result.ts'
import { digestOf } from './subjects.ts'

const LEAST = 90
const REMEDY = 'run `npm run mutation`, kill what survives or say in steps/mutation/result.yaml why it is left'

describe('the committed result of mutation testing', () => {
  const result = readResult()
  const files = Object.entries(result).flatMap(([folder, measured]) =>
    Object.entries(measured).map(([name, of]) => ({ file: `${folder}/${name}`, ...of })),
  )

  it('was measured on the sources as they are', () => {
    const changed = files.filter(({ file, sha256 }) => !existsSync(file) || digestOf(file) !== sha256)
    expect(
      changed.map(({ file }) => file),
      `these sources have changed since: ${REMEDY}`,
    ).to.deep.equal([])
  })

  it('says of each survivor why it is left', () => {
    const unexplained = files.flatMap(({ file, survived }) =>
      survived.filter(({ because }) => because === '').map(({ at, mutation }) => `${file}:${at} ${mutation}`),
    )
    expect(unexplained, REMEDY).to.deep.equal([])
  })

  for (const [folder, { percent }] of Object.entries(summary(result)))
    it(`${folder}: at least ${LEAST} % of the mutations are killed`, () => {
      expect(percent).to.be.at.least(LEAST)
    })
})
