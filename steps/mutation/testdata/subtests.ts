import { it } from 'node:test'

it('has subtests', async (t) => {
  await t.test('a subtest', () => undefined)
})
