import type { Body, RegisteredTest, Suite } from './test-registry.ts'

/** `around` is told which test runs, by its place, and when it has ended. */
export interface Around {
  readonly starts: (index: number) => void
  readonly ends: (index: number) => void
}

/** Runs the tests of these places one after another, with the hooks of their suites, until one fails. */
export async function runTests(
  tests: readonly RegisteredTest[],
  places: readonly number[],
  around: Around,
): Promise<void> {
  let open: readonly Suite[] = []
  try {
    for (const index of places) {
      const { name, suite, body } = tests[index]!
      const wanted = chain(suite)
      for (const each of open.filter((one) => !wanted.includes(one)).reverse()) {
        open = open.filter((one) => one !== each)
        await all(each.after)
      }
      for (const each of wanted.filter((one) => !open.includes(one))) {
        open = [...open, each]
        await all(each.before)
      }
      await runOne(name, wanted, async () => {
        around.starts(index)
        try {
          await body()
        } finally {
          around.ends(index)
        }
      })
    }
  } finally {
    for (const each of [...open].reverse()) await all(each.after)
  }
}

async function runOne(name: string, suites: readonly Suite[], body: Body): Promise<void> {
  try {
    for (const each of suites) await all(each.beforeEach)
    await body()
  } catch (error) {
    throw new Error(name, { cause: error })
  } finally {
    for (const each of [...suites].reverse()) await all(each.afterEach)
  }
}

async function all(hooks: readonly Body[]): Promise<void> {
  for (const hook of hooks) await hook()
}

const chain = (suite: Suite | undefined): Suite[] => (suite ? [...chain(suite.parent), suite] : [])
