import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { play, stories } from './replay.ts'

/** Plays all stories on a real API server and writes down its answers: `node record.ts --url URL --token TOKEN`. */
const { values } = parseArgs({ options: { url: { type: 'string' }, token: { type: 'string' } } })
const { url, token } = values
if (!url || !token)
  throw new Error('expected --url and --token of a kube-apiserver, for example https://127.0.0.1:6443')
const run = process.pid.toString(36)
const recorded: Record<string, unknown> = {}
for (const [index, [story, lines]] of Object.entries(stories()).entries()) {
  recorded[story] = await play({ url, token }, `parity-${run}-${index}`, lines)
}
writeFileSync(new URL('recorded.json', import.meta.url), `${JSON.stringify(recorded, null, 1)}\n`)
process.exit(0)
