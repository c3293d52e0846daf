import { describe, it } from 'node:test'
import { expect } from 'chai'
import { statefulSets } from '../../client/index.ts'
import { controlledClock } from '../../clock.ts'
import type { Action } from '../decide/actions.ts'
import { decide } from '../decide/decide.ts'
import { aSet, inWords, REVISION, template } from '../decide/testing.ts'
import type { LoopOptions } from './loop-options.ts'
import type { OwnWrites } from './own-writes.ts'
import type { Caches } from './start-caches.ts'
import { syncOf } from './sync-of.ts'

/** A set whose newest revision says the same as its template, in other words. */
function aLoop() {
  const sets = new Map([['n/web', aSet({ replicas: 0, template: template('in new words') })]])
  const asked: string[] = []
  const acted: string[] = []
  const options = {
    client: {
      async request(method: string) {
        asked.push(method)
        return sets.get('n/web')
      },
    },
    clock: controlledClock(0),
    resource: statefulSets,
    decide,
    act: async (_: unknown, actions: Action[]) => void acted.push(...actions.map(inWords)),
  } as unknown as LoopOptions
  const caches = { sets, claims: new Map(), podsOf: () => [], revisionsOf: () => [REVISION] } as unknown as Caches
  const writes: OwnWrites = { seen: () => true, remember: () => undefined, forget: () => undefined }
  return { sets, asked, acted, sync: syncOf(options, caches, writes, () => undefined) }
}

describe('a sync', () => {
  it('asks once what the newest revision means', async () => {
    const { sync, asked, acted } = aLoop()
    await sync('n/web')
    await sync('n/web')
    expect(asked).to.deep.equal(['PUT'])
    expect(acted).to.deep.equal(['update-status', 'update-status'])
  })

  it('asks again when the template of the set has changed', async () => {
    const { sync, sets, asked } = aLoop()
    await sync('n/web')
    sets.set('n/web', aSet({ replicas: 0, template: template('in other words again') }))
    await sync('n/web')
    expect(asked).to.deep.equal(['PUT', 'PUT'])
  })

  it('forgets the answer with the set', async () => {
    const { sync, sets, asked } = aLoop()
    await sync('n/web')
    const set = sets.get('n/web')
    sets.clear()
    await sync('n/web')
    if (set) sets.set('n/web', set)
    await sync('n/web')
    expect(asked).to.deep.equal(['PUT', 'PUT'])
  })
})
