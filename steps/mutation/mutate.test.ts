import { describe, it } from 'node:test'
import { expect } from 'chai'
import { mutate } from './mutate.ts'

const SUBJECT = 'steps/mutation/testdata/counting.ts'
const ENDLESS_MS = 500

const outcomes = async (tests: string) =>
  (await mutate(SUBJECT, [`steps/mutation/testdata/${tests}.ts`], ENDLESS_MS)).map(
    ({ at, mutation, verdict }) => `${verdict}, ${at} ${mutation}`,
  )

const refusal = (tests: string) => outcomes(tests).catch((error: Error) => error.message)

describe('mutate', () => {
  it('gives the verdict of the covering tests on each mutation', async () => {
    expect(await outcomes('counting-tests')).to.deep.equal([
      'killed, 1:48 BlockStatement: { … → {}',
      'did not end, 2:16 UnaryOperator: +1 → -1',
      'killed, 4:10 ConditionalExpression: count !== limit → false',
      'killed, 4:10 EqualityOperator: count !== limit → count === limit',
      'killed, 4:27 AssignmentOperator: count += step → count -= step',
      'killed, 8:23 ArrowFunction: (count: number): boolean => count % 2 === 0 → () => undefined',
      'survived, 8:51 ConditionalExpression: count % 2 === 0 → true',
      'killed, 8:51 ConditionalExpression: count % 2 === 0 → false',
      'killed, 8:51 EqualityOperator: count % 2 === 0 → count % 2 !== 0',
      'survived, 8:51 ArithmeticOperator: count % 2 → count * 2',
      'killed, 10:25 ArrowFunction: (): Promise<void> => new Promise((resolve) => resolve()) → () => undefined',
      'did not end, 10:58 ArrowFunction: (resolve) => resolve() → () => undefined',
      'not covered, 12:38 BlockStatement: { … → {}',
      'not covered, 13:10 BooleanLiteral: true → false',
    ])
  })

  it('refuses tests that fail without a mutation, and names the first', async () => {
    expect(await refusal('failing-tests')).to.match(
      /^the tests of .*counting\.ts must pass before it is mutated \(.*failing-tests\.ts\): counts wrongly: expected 2 to equal 3/,
    )
  })

  it('refuses tests that fail in another order: only some of them run with a mutation', async () => {
    expect(await refusal('order-tests')).to.match(/: in reverse order: needs the first: expected \+0 to equal 2/)
  })

  it('refuses what its stand-in for node:test cannot do', async () => {
    expect(await refusal('subtests')).to.match(/: it 'has subtests': the context of a test .* is not supported$/)
  })

  it('refuses a file without tests', async () => {
    expect(await mutate(SUBJECT, []).catch((error: Error) => error.message)).to.match(/^no test covers .*counting\.ts/)
  })
})
