import { beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { header } from '../observe/testing.ts'
import { type Action, Trace } from '../observe/trace.ts'
import { HarnessError } from './errors.ts'
import type { Printed } from './kubectl.ts'
import { KubectlCommands } from './kubectl-commands.ts'
import type { Command } from './kubectl-requests.ts'

const UNCORDON = { args: ['uncordon', '--selector=kubernetes.io/os=linux'] }

describe('the commands of kubectl', () => {
  let trace: Trace
  let recorded: Omit<Action, 'kind' | 'own'>[]
  let run: [namespace: string, command: Command][]
  let printed: Printed
  const parts = () => ({
    header: header(),
    trace,
    actions: { record: (action: Omit<Action, 'kind' | 'own'>) => void recorded.push(action) },
    fillPlaceholders: (text: string) => text.replaceAll('<mine>', 'yours'),
  })
  const kubectl = {
    async run(namespace: string, command: Command) {
      run.push([namespace, command])
      return printed
    },
    close: async () => {},
  }
  const commands = () => new KubectlCommands({ ...parts(), kubectl })
  const pod = (nodeName?: string, name = 'web-0') => {
    const object = { metadata: { name, uid: 'u' }, spec: { containers: [], ...(nodeName && { nodeName }) } }
    trace.add({ kind: 'seen', resource: 'pods', type: 'ADDED', object: object as never })
  }
  beforeEach(() => {
    trace = new Trace(() => 0)
    recorded = []
    run = []
    printed = { code: 1, out: 'out\n', err: 'err\n' }
  })

  it('are recorded, run, and what they printed is recorded', async () => {
    await commands().run('get pods <mine>')
    const { namespace } = header()
    expect(run).to.deep.equal([[namespace, { args: ['get', 'pods', 'yours'] }]])
    expect(recorded).to.deep.equal([{ resource: 'pods', name: 'yours', verb: 'get', command: 'get pods yours' }])
    expect(trace.entries.at(-1)).to.include({ kind: 'printed', code: 1, text: 'out\nerr\n' })
  })

  it('have their input, with names filled in', async () => {
    const input = 'apiVersion: v1\nkind: Pod\nmetadata: { name: web-0 }\nspec: { hostname: <mine> }'
    await commands().run('apply -f -', input)
    expect(run[0]?.[1].input).to.include('hostname: yours')
    expect(recorded[0]?.command).to.equal(`apply -f - <<'EOF'\n${run[0]?.[1].input}\nEOF`)
  })

  it('change what is there, and create what is not', async () => {
    const input = 'kind: Pod\nmetadata: { name: web-0 }'
    pod('node-1', 'web-1')
    await commands().run('apply -f -', input)
    pod()
    await commands().run('apply -f -', input)
    expect(recorded.map(({ verb }) => verb)).to.deep.equal(['create', 'patch'])
  })

  it('name the node of a Pod', async () => {
    pod('node-1', 'web-1')
    pod('node-2')
    await commands().run('drain <node-of-web-0>')
    expect(run[0]?.[1].args).to.deep.equal(['drain', 'node-2'])
  })

  it('cannot name the node of a Pod that has none', async () => {
    pod()
    const error = await commands()
      .run('drain <node-of-web-0>')
      .catch((each: Error) => each)
    expect(error).to.be.instanceOf(HarnessError)
  })

  it('cannot name the node of a Pod that is not there', async () => {
    const error = await commands()
      .run('drain <node-of-web-0>')
      .catch((each: Error) => each)
    expect(error).to.be.instanceOf(HarnessError)
  })

  it('need a kubectl', async () => {
    const without = new KubectlCommands({ ...parts(), kubectl: undefined })
    const error = await without.run('get pods').catch((each: Error) => each)
    expect(error).to.be.instanceOf(HarnessError)
  })

  it('leave no node cordoned', async () => {
    printed = { code: 0, out: '', err: '' }
    const session = commands()
    await session.run('drain node-0')
    await session.run('get pods')
    expect(session.cordoned).to.equal(true)
    await session.uncordon()
    expect(session.cordoned).to.equal(false)
    expect(run.at(-1)?.[1]).to.deep.equal(UNCORDON)
  })

  it('uncordon nothing that is not cordoned', async () => {
    const session = commands()
    await session.uncordon()
    await session.run('cordon node-0')
    await session.run('uncordon node-0')
    await session.uncordon()
    expect(run).to.have.lengthOf(2)
  })

  it('fail the run where nodes stay cordoned', async () => {
    const session = commands()
    await session.run('cordon node-0')
    const error = await session.uncordon().catch((each: Error) => each)
    expect(error).to.be.instanceOf(HarnessError)
    expect((error as Error).message).to.match(/^the nodes stay cordoned: .*err/)
  })
})
