import { afterEach, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { kind } from '../client/testing.ts'
import { history, object, seen } from '../observe/testing.ts'
import { setTimeFactor } from '../patience/index.ts'
import { type Scene, untilByItself } from './settle.ts'

describe('what comes about by itself', () => {
  beforeEach(() => setTimeFactor(0.02))
  afterEach(() => setTimeFactor(1))

  function scene(watches: Partial<Scene>) {
    const trace = history()
    const idle = async () => {}
    const answering = { keeper: { idle }, canary: { react: idle }, seenAll: idle } as unknown as Scene
    const told = () => trace.objects('pods').length > 0
    return { trace, told, scene: { ...answering, kind, trace, silentNodes: new Set<string>(), ...watches } }
  }

  it('is not missed because a watch was broken while nothing else happened', async () => {
    const reopened = Promise.withResolvers<void>()
    let asked = 0
    const broken = () => {
      if (asked++ > 0) return undefined
      setImmediate(() => {
        reopened.resolve()
        staged.trace.add(seen('pods', 'ADDED', object('web-0')))
      })
      return reopened.promise
    }
    const staged = scene({ broken, seenAll: () => reopened.promise })
    expect(await untilByItself(staged.scene, staged.told)).to.equal(true)
  })

  it('is not missed because a watch was taken up again only just now, and has yet to tell it', async () => {
    const seenAll = async () => {
      if (!staged.told()) staged.trace.add(seen('pods', 'ADDED', object('web-0')))
    }
    const staged = scene({ broken: () => undefined, seenAll })
    expect(await untilByItself(staged.scene, staged.told)).to.equal(true)
  })

  it('is not waited for when all can be seen and nothing happens', async () => {
    const staged = scene({ broken: () => undefined })
    expect(await untilByItself(staged.scene, staged.told)).to.equal(false)
  })
})
