import { describe, it } from 'node:test'
import { expect } from 'chai'
import { type Api, ApiError, type KubeObject, type Resource } from '../client/index.ts'
import { kind } from '../client/testing.ts'
import { gates } from './gates.ts'

type Dropping = (strategy: { type: string; rollingUpdate?: object }) => object

/** What doctor says of a cluster that stores an update strategy in this way. */
async function foundWhere(stored: Dropping, absent: Resource['absent'] = {}): Promise<string> {
  const create = async (_: object, __: string, { spec }: KubeObject) => ({
    spec: { updateStrategy: stored(spec?.['updateStrategy'] as { type: string }) },
  })
  const asked = { api: { create } as unknown as Api, kind: { ...kind, absent }, image: 'none:1', imageNamed: false }
  const { found } = await gates.ask(asked)
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

  const lacking: [path: string, found: string][] = [
    ['spec.updateStrategy', 'MaxUnavailableStatefulSet off, StatefulSetRecreateStrategy off'],
    ['spec.updateStrategy.rollingUpdate', 'MaxUnavailableStatefulSet off, StatefulSetRecreateStrategy on'],
    [
      'spec.updateStrategy.rollingUpdate.maxUnavailable',
      'MaxUnavailableStatefulSet off, StatefulSetRecreateStrategy on',
    ],
    ['spec.updateStrategy.rollingUpdate.max', 'MaxUnavailableStatefulSet on, StatefulSetRecreateStrategy on'],
    ['spec.updateStrategy.type', 'MaxUnavailableStatefulSet on, StatefulSetRecreateStrategy off'],
  ]
  for (const [path, found] of lacking)
    it(`are ${found} where the kind has no ${path}`, async () => {
      expect(await foundWhere((strategy) => strategy, { [path]: 'no such field' })).to.equal(found)
    })

  it('are not known where the cluster fails', async () => {
    expect(String(await foundWhere(() => refuse(500)).catch((error) => error))).to.match(/no/)
  })
})
