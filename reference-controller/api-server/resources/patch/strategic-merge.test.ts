import { describe, it } from 'node:test'
import { expect } from 'chai'
import fc from 'fast-check'
import mergePatch from 'json-merge-patch'
import { PatchError } from '../errors.ts'
import { strategicMerge } from './strategic-merge.ts'

type Json = Record<string, unknown>

const POD = 'core.v1.Pod'

// More, against answers of a real server: steps/parity/corpus/stories/patches.yaml.
describe('strategicMerge', () => {
  const conditions = (...types: string[]) => ({
    status: { conditions: types.map((type) => ({ type, status: 'True' })) },
  })

  it('adds to lists with a merge key and changes their elements', () => {
    const patch = {
      status: {
        conditions: [
          { type: 'B', status: 'False' },
          { type: 'C', status: 'True' },
        ],
      },
    }
    expect(strategicMerge(POD, conditions('A', 'B'), patch)).to.deep.equal({
      status: {
        conditions: [
          { type: 'A', status: 'True' },
          { type: 'B', status: 'False' },
          { type: 'C', status: 'True' },
        ],
      },
    })
  })

  it('orders as $setElementOrder says, the unnamed before what they preceded', () => {
    const patch = { status: { '$setElementOrder/conditions': [{ type: 'C' }, { type: 'A' }] } }
    const { status } = strategicMerge(POD, conditions('A', 'B', 'C'), patch) as ReturnType<typeof conditions>
    expect(status.conditions.map(({ type }) => type)).to.deep.equal(['B', 'C', 'A'])
  })

  const disorderly: unknown[] = [[{ type: 'A' }, null], [{ type: 'A' }, 'x'], [{ type: 'A' }, {}], 'x', {}, null]
  for (const order of disorderly)
    it(`refuses the order ${JSON.stringify(order)}`, () => {
      const patch = { status: { '$setElementOrder/conditions': order, ...conditions('A').status } }
      expect(() => strategicMerge(POD, conditions('A'), patch)).to.throw(PatchError)
    })

  it('leaves its arguments as they are', () => {
    const [original, patch] = [conditions('A'), conditions('A', 'B')]
    const before = structuredClone([original, patch])
    strategicMerge(POD, original, patch)
    expect([original, patch]).to.deep.equal(before)
  })

  const map = fc.letrec<{ map: Json }>((tie) => ({
    map: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof(fc.constantFrom('x', 1, true), tie('map')), {
      maxKeys: 3,
      depthIdentifier: 'map',
    }) as fc.Arbitrary<Json>,
  })).map
  const patches = fc.letrec<{ map: Json }>((tie) => ({
    map: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof(fc.constantFrom('y', 2, null), tie('map')), {
      maxKeys: 3,
      depthIdentifier: 'map',
    }) as fc.Arbitrary<Json>,
  })).map

  it('is a JSON merge patch where there are neither lists nor directives', () => {
    fc.assert(
      fc.property(map, patches, (original, patch) => {
        const expected = mergePatch.apply(structuredClone(original), structuredClone(patch))
        expect(strategicMerge(undefined, original, patch)).to.deep.equal(expected)
      }),
    )
  })

  it('changes nothing the second time', () => {
    const list = fc.uniqueArray(fc.constantFrom('A', 'B', 'C', 'D'))
    fc.assert(
      fc.property(list, list, (has, wanted) => {
        const once = strategicMerge(POD, conditions(...has), conditions(...wanted))
        expect(strategicMerge(POD, once, conditions(...wanted))).to.deep.equal(once)
      }),
    )
  })
})
