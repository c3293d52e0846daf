import { describe, it } from 'node:test'
import { expect } from 'chai'
import { inLanes, type LaneAnswer } from './lanes.ts'
import type { MeasureOptions } from './measure-mutant.ts'

const options = {} as MeasureOptions
const named = (name: string) => ({ name, sentence: 's', guarantee: 'SS-ORD-002' })

/** Lanes whose process ends by itself with the mutants of these names. */
function staged(deadly: readonly string[] = []) {
  const opened: string[][] = []
  let ends = 0
  const open = () => {
    const measured: string[] = []
    opened.push(measured)
    return {
      async measure({ mutant }: { mutant: string }): Promise<LaneAnswer> {
        measured.push(mutant)
        return deadly.includes(mutant) ? { failure: 'gone' } : ({ found: { mutant } } as LaneAnswer)
      },
      end: () => void ends++,
    }
  }
  return { open, opened, ends: () => ends }
}

async function run(names: readonly string[], lanes: number, stage: ReturnType<typeof staged>) {
  const answers: string[] = []
  await inLanes(names.map(named), {
    ...{ options, lanes, open: stage.open },
    onAnswer: ({ name }, answer) => answers.push('failure' in answer ? `${name} failed` : name),
  })
  return answers
}

describe('the lanes of mutants', () => {
  it('share the mutants, each measured once', async () => {
    const stage = staged()
    expect((await run(['a', 'b', 'c', 'd'], 2, stage)).sort()).to.deep.equal(['a', 'b', 'c', 'd'])
    expect(stage.opened.length).to.equal(2)
    expect(stage.opened.flat().sort()).to.deep.equal(['a', 'b', 'c', 'd'])
    expect(stage.ends()).to.equal(2)
  })

  it('are no more than there are mutants', async () => {
    const stage = staged()
    expect(await run(['a'], 3, stage)).to.deep.equal(['a'])
    expect([stage.opened, stage.ends()]).to.deep.equal([[['a']], 1])
  })

  it('go on in a new process after a failure', async () => {
    const stage = staged(['a'])
    expect(await run(['a', 'b', 'c'], 1, stage)).to.deep.equal(['a failed', 'b', 'c'])
    expect([stage.opened, stage.ends()]).to.deep.equal([[['a'], ['b', 'c']], 2])
  })
})
