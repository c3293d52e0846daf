/**
 * What a test file gets for `node:test` in the worker: the part of it that the unit tests use. node:test itself runs
 * the tests of a process once. Anything else it offers is refused, so that no test is silently left out: a name that is
 * not exported here fails when the file is loaded.
 */
import { mock as nodeMock } from 'node:test'

export type Body = () => unknown

export interface Suite {
  readonly parent: Suite | undefined
  readonly before: Body[]
  readonly after: Body[]
  readonly beforeEach: Body[]
  readonly afterEach: Body[]
}

export interface RegisteredTest {
  readonly name: string
  readonly suite: Suite
  readonly body: Body
}

const newSuite = (parent: Suite | undefined): Suite => ({
  parent,
  before: [],
  after: [],
  beforeEach: [],
  afterEach: [],
})

let suite = newSuite(undefined)
let tests: RegisteredTest[] = []

/** Loads each file and returns the tests that it registers. */
export async function registered(
  files: readonly string[],
  load: (file: string) => Promise<void>,
): Promise<RegisteredTest[]> {
  tests = []
  for (const file of files) {
    suite = newSuite(undefined)
    await load(file)
  }
  return tests
}

export const mock = nodeMock

export function describe(name: string, body: Body): void {
  refuseOptions('describe', name, body)
  const outer = suite
  suite = newSuite(outer)
  try {
    if (body() instanceof Promise) throw new Error(`describe '${name}': an async suite is not supported`)
  } finally {
    suite = outer
  }
}

export function it(name: string, body: Body): void {
  refuseOptions('it', name, body)
  tests.push({ name, suite, body })
}

export const before = (body: Body): void => hook('before', body)
export const after = (body: Body): void => hook('after', body)
export const beforeEach = (body: Body): void => hook('beforeEach', body)
export const afterEach = (body: Body): void => hook('afterEach', body)

function hook(kind: 'before' | 'after' | 'beforeEach' | 'afterEach', body: Body): void {
  refuseOptions(kind, kind, body)
  suite[kind].push(body)
}

function refuseOptions(kind: string, name: unknown, body: unknown): void {
  if (typeof name !== 'string' || typeof body !== 'function')
    throw new Error(`${kind} '${name}': expected a name and a function; options are not supported by npm run mutation`)
  if (body.length > 0)
    throw new Error(`${kind} '${name}': the context of a test (subtests, t.mock, t.after) is not supported`)
}
