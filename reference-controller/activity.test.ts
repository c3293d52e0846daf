import { describe, it } from 'node:test'
import { expect } from 'chai'
import { startActivity } from './activity.ts'

const NEVER = new AbortController().signal

describe('activity', () => {
  it('is idle once all that began has ended', async () => {
    const activity = startActivity()
    const [first, second] = [activity.begin(() => 'first'), activity.begin(() => 'second')]
    const story: string[] = []
    const idle = activity.idle(NEVER).then((reached) => story.push(`idle: ${reached}`))
    for (const end of [first, second]) {
      story.push(activity.underWay().join(' and '))
      end()
    }
    await idle
    expect(story).to.deep.equal(['first and second', 'second', 'idle: true'])
  })

  it('is not idle between an end and what follows it', async () => {
    const activity = startActivity()
    const endFirst = activity.begin(() => 'first')
    const idle = activity.idle(NEVER)
    endFirst()
    const { promise: end, resolve } = Promise.withResolvers<() => void>()
    void Promise.resolve().then(() => resolve(activity.begin(() => 'what follows')))
    const endSecond = await end
    expect(await Promise.race([idle, new Promise((done) => setImmediate(done, 'still at work'))])).to.equal(
      'still at work',
    )
    endSecond()
    expect(await idle).to.equal(true)
  })

  it('says when the wait was over before', async () => {
    const activity = startActivity()
    activity.begin(() => 'for ever')
    expect(await activity.idle(AbortSignal.abort())).to.equal(false)
    const over = new AbortController()
    const waited = activity.idle(over.signal)
    over.abort()
    expect(await waited).to.equal(false)
  })

  it('takes the same end twice for one', async () => {
    const activity = startActivity()
    const what = () => 'the same'
    const end = activity.begin(what)
    activity.begin(what)
    end()
    end()
    expect(activity.underWay()).to.deep.equal(['the same'])
  })
})
