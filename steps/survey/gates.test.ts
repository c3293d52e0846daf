import { describe, it } from 'node:test'
import { expect } from 'chai'
import { type Api, ApiError, type KubeObject } from '../client/index.ts'
import { kind } from '../client/testing.ts'
import { gates } from './gates.ts'

type Dropping = (strategy: { type: string; rollingUpdate?: object }) => object

/** What doctor says of a cluster that stores an update strategy in this way. */
async function foundWhere(stored: Dropping): Promise<string> {
  const create = async (_: object, __: string, { spec }: KubeObject) => ({
    spec: { updateStrategy: stored(spec?.['updateStrategy'] as { type: string }) },
  })
  const { found } = await gates.ask({ api: { create } as unknown as Api, kind, image: 'none:1', imageNamed: false })
  return found
}

const refuse = (code: number): never => {
  throw new ApiError('POST statefulsets', code, 'no')
}

describe('the features behind gates', () => {
  const cases: [string, Dropping, string][] = [
    ['on', (strategy) => strategy, 'MaxUnavailableStatefulSet on, StatefulSetRecreateStrategy on'],
    [
      'off',
      ({ type }) => (type === 'Recreate' ? refuse(422) : { type, rollingUpdate: { partition: 0 } }),
      'MaxUnavailableStatefulSet off, StatefulSetRecreateStrategy off',
    ],
    ['unknown', () => refuse(403), 'MaxUnavailableStatefulSet unknown, StatefulSetRecreateStrategy unknown'],
  ]
  for (const [title, stored, found] of cases)
    it(`are ${title}`, async () => {
      expect(await foundWhere(stored)).to.equal(found)
    })

  it('are not known where the cluster fails', async () => {
    expect(String(await foundWhere(() => refuse(500)).catch((error) => error))).to.match(/no/)
  })
})
