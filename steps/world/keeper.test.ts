import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Api } from '../client/index.ts'
import { history, object, seen } from '../observe/testing.ts'
import { Keeper } from './keeper.ts'
import { LINGER_FINALIZER, READINESS_GATE } from './labels.ts'

const pod = object('web-0', { spec: { readinessGates: [{ conditionType: READINESS_GATE }] } })

function kept() {
  const trace = history()
  const bodies: unknown[] = []
  const patch: Api['patch'] = async (_ref, _type, body) => bodies.push(body) as never
  const keeper = new Keeper({ patch } as Api, 'ns', trace)
  const said = () => trace.entries.flatMap((entry) => (entry.kind === 'did' ? [entry.text] : []))
  return { keeper, trace, bodies, said }
}

describe('the keeper', () => {
  it('says what it does as lines that work on another Pod of that name', async () => {
    const { keeper, trace, bodies, said } = kept()
    keeper.linger('web-0')
    trace.add(seen('pods', 'ADDED', pod))
    await keeper.idle()
    const [linger = '', gate = ''] = said()
    expect(linger).to.equal(
      `kubectl -n ns patch pod web-0 --type=merge -p '{"metadata":{"finalizers":["${LINGER_FINALIZER}"]}}'`,
    )
    expect(gate).to.match(/^kubectl -n ns patch pod web-0 --subresource=status --type=strategic -p '{"status":/)
    expect(bodies.map((body) => (body as typeof pod).metadata.uid)).to.deep.equal(['uid-of-web-0', 'uid-of-web-0'])
  })

  it('says nothing of what a verb of the World has said', async () => {
    const { keeper, trace, bodies, said } = kept()
    keeper.withhold('web-0')
    trace.add(seen('pods', 'ADDED', pod))
    await keeper.setReady('web-0', true)
    await keeper.release('web-0')
    expect(bodies).to.have.lengthOf(2)
    expect(said()).to.deep.equal([])
  })
})
