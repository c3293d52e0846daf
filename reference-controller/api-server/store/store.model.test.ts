import { describe, it } from 'node:test'
import { expect } from 'chai'
import fc from 'fast-check'
import { type Change, CompactedError, createStore, type Store } from './index.ts'

/** The store as one would write it with no thought of cost: every state there ever was, and every change. */
interface Model {
  states: Map<string, string>[]
  changes: { revision: number; text: string; key: string }[]
  watches: { prefix: string; since: number; seen: string[] }[]
}

type Command = fc.Command<Model, Store<string>>

const revisionOf = (model: Model) => model.states.length
const textOf = ({ type, entry }: Change<string>) => `${type} ${entry.key}=${entry.value}@${entry.revision}`

function put(key: string, value: string): Command {
  return {
    check: () => true,
    run(model, store) {
      const state = new Map(model.states.at(-1)).set(key, value)
      model.states.push(state)
      const revision = revisionOf(model)
      model.changes.push({ revision, key, text: `put ${key}=${value}@${revision}` })
      expect(store.put(key, value).revision).to.equal(revision)
      verify(model, store)
    },
    toString: () => `put ${key}=${value}`,
  }
}

function remove(key: string): Command {
  return {
    check: () => true,
    run(model, store) {
      const old = model.states.at(-1)?.get(key)
      const deleted = store.delete(key)
      expect(deleted?.value).to.equal(old)
      if (old === undefined) return
      const state = new Map(model.states.at(-1))
      state.delete(key)
      model.states.push(state)
      const revision = revisionOf(model)
      model.changes.push({ revision, key, text: `delete ${key}=${old}@${revision}` })
      verify(model, store)
    },
    toString: () => `delete ${key}`,
  }
}

function watch(prefix: string, back: number): Command {
  return {
    check: (model) => model.watches.length < 5,
    run(model, store) {
      const since = Math.max(1, revisionOf(model) - back)
      const seen: string[] = []
      const start = () => store.watch(prefix, since, (change) => seen.push(textOf(change)))
      if (since < store.oldest()) {
        expect(start).to.throw(CompactedError)
        return
      }
      start()
      model.watches.push({ prefix, since, seen })
      verify(model, store)
    },
    toString: () => `watch ${prefix} ${back} back`,
  }
}

function listBack(prefix: string, back: number): Command {
  return {
    check: () => true,
    run(model, store) {
      const revision = Math.max(1, revisionOf(model) - back)
      const list = () => store.list(prefix, { revision }).entries.map(({ key, value }) => [key, value])
      if (revision < store.oldest()) expect(list).to.throw(CompactedError)
      else expect(list()).to.deep.equal(expectedList(model.states[revision - 1]!, prefix))
    },
    toString: () => `list ${prefix} ${back} back`,
  }
}

function expectedList(state: Map<string, string>, prefix: string): string[][] {
  return [...state].filter(([key]) => key.startsWith(prefix)).sort(([a], [b]) => (a < b ? -1 : 1))
}

function verify(model: Model, store: Store<string>): void {
  expect(store.revision()).to.equal(revisionOf(model))
  for (const { prefix, since, seen } of model.watches) {
    const due = model.changes.filter(({ revision, key }) => revision > since && key.startsWith(prefix))
    expect(seen).to.deep.equal(due.map(({ text }) => text))
  }
}

describe('store, against a model', () => {
  it('agrees with a store that remembers everything', () => {
    const key = fc.constantFrom('/a/1', '/a/2', '/a-b/1', '/b/1', '/b/c/1')
    const prefix = fc.constantFrom('/', '/a/', '/a-b/', '/b/', '/b/c/', '/none/')
    const back = fc.nat(12)
    const commands = [
      fc.tuple(key, fc.constantFrom('x', 'y')).map(([name, value]) => put(name, value)),
      key.map(remove),
      fc.tuple(prefix, back).map(([folder, count]) => watch(folder, count)),
      fc.tuple(prefix, back).map(([folder, count]) => listBack(folder, count)),
    ]
    fc.assert(
      fc.property(fc.commands(commands, { size: 'large' }), (run) => {
        const setup = () => {
          const model: Model = { states: [new Map()], changes: [], watches: [] }
          return { model, real: createStore<string>({ remember: 3 }) }
        }
        fc.modelRun(setup, run)
      }),
      { numRuns: 30 },
    )
  })
})
