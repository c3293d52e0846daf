// Preloaded into a process and its threads, for tests: notes which thread loads which module.
import { appendFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { threadId } from 'node:worker_threads'

registerHooks({
  load(url, context, next) {
    appendFileSync(process.env.LOADED_MODULES, `${threadId} ${url}\n`)
    return next(url, context)
  },
})
