import { describe, it } from 'node:test'
import { expect } from 'chai'
import { kind } from '../client/testing.ts'
import { applicability } from './applicability.ts'

type Example = Parameters<ReturnType<typeof applicability>>[0]

const example = (text: string, ...tags: string[]): Example =>
  ({ steps: [{ text }], tags: tags.map((name) => ({ name })) }) as unknown as Example

/** A cluster that lacks what is named, and what it was asked for. */
function lacking(...names: string[]) {
  const asked: string[][] = []
  const unavailable = async (tags: readonly string[]) => {
    asked.push([...tags])
    const missing = tags.find((tag) => names.includes(tag))
    return missing && `the cluster lacks ${missing}`
  }
  return { asked, unavailable }
}

const features = { supported: ['B'], unsupported: { A: 'it is not for us', 'SS-ORD-001': 'nor is this' } }

describe('whether an example is applicable', () => {
  it('depends on what the kind does not support', async () => {
    const { unavailable, asked } = lacking()
    const reason = applicability({ kind, features }, unavailable)
    expect(await reason(example('x', '@needs-gc', '@feature-A'))).to.equal(
      'StatefulSet does not support A: it is not for us',
    )
    expect(await reason(example('x', '@SS-ORD-001'))).to.equal('StatefulSet does not support SS-ORD-001: nor is this')
    expect(asked).to.deep.equal([])
    expect(await reason(example('x', '@feature-C', '@feature-AOff', '@SS-ORD-002'))).to.equal(undefined)
    expect(asked).to.deep.equal([['@feature-C', '@SS-ORD-002']])
    await reason(example('x', '@feature-OffA'))
    expect(asked.at(-1)).to.deep.equal(['@feature-OffA'])
  })

  it('depends on its fields', async () => {
    const groups = { ...kind, absent: { 'spec.minReadySeconds': 'none' } }
    const reason = applicability({ kind: groups }, lacking().unavailable)
    expect(await reason(example('minReadySeconds: 3'))).to.equal('StatefulSet has no spec.minReadySeconds: none')
  })

  it('depends on the cluster', async () => {
    const { unavailable, asked } = lacking('@needs-gc')
    const reason = applicability({ kind }, unavailable)
    expect(await reason(example('x', '@needs-gc'))).to.equal('the cluster lacks @needs-gc')
    expect(await reason(example('x', '@feature-A'))).to.equal(undefined)
    expect(asked).to.deep.equal([['@needs-gc'], ['@feature-A']])
  })

  it('is not known where the cluster lacks what the kind is said to support', async () => {
    const reason = applicability({ kind, features }, lacking('@feature-B', '@needs-gc').unavailable)
    expect(await reason(example('x', '@needs-gc'))).to.equal('the cluster lacks @needs-gc')
    const failure = await reason(example('x', '@feature-B')).catch((error: Error) => error)
    expect(String(failure)).to.match(/expected B, which the target file declares as supported, found that the cluster/)
    const other = applicability({ kind, features }, lacking('@needs-gc').unavailable)
    expect(await other(example('x', '@feature-B', '@needs-gc'))).to.equal('the cluster lacks @needs-gc')
  })
})
