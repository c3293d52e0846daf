#!/usr/bin/env node
// A credential plugin for tests: says in a file that it was asked and how, and prints what it is told to.
import { appendFileSync } from 'node:fs'

const { LOG, PRINT, FAIL, KUBERNETES_EXEC_INFO } = process.env
if (LOG) appendFileSync(LOG, `${JSON.stringify({ args: process.argv.slice(2), info: JSON.parse(KUBERNETES_EXEC_INFO) })}\n`)
if (FAIL) console.error(FAIL)
else console.log(PRINT)
process.exitCode = FAIL ? 7 : 0
